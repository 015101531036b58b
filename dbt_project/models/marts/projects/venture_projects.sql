-- Grain: venture project of a year that has begun.
with judged as (
    select
        j.project_no, j.project_year as year, j.district_code, place.name_zh as district_name, j.uscc,
        o.org_name, o.authority_code, o.org_type, o.is_in_force, j.fund_source,
        coalesce(o.is_community_org, false) as is_community, j.amount_yuan, j.labour_cost_yuan, j.judged_on,
        most.value_number as labour_max, most.document_id, most.article, most.evidence,
        -- The rule speaks of grants from the welfare lottery alone.
        case when j.fund_source = 'welfare_lottery' then j.labour_cost_yuan <= {{ exact_number('most.value') }} * j.amount_yuan end as labour_ok,
        j._row_id
    from {{ ref('int_projects__judged_on') }} as j
    left join {{ ref('jurisdictions') }} as place on j.district_code = place.jurisdiction_code
    left join {{ ref('int_organizations__register') }} as o on j.uscc = o.uscc
    left join {{ ref('int_policy__place_parameters') }} as most
        on most.parameter = 'venture_labour_share_max' and j.district_code = most.jurisdiction_code
        and j.judged_on between most.valid_from and most.valid_to
    where j.project_kind = 'venture'
)

select
    {{ business_date() }} as business_date,
    v.project_no,
    v.year,
    v.district_code,
    v.district_name,
    v.uscc,
    v.org_name,
    v.authority_code,
    v.fund_source,
    {{ label_zh('fund_source', 'v.fund_source') }} as fund_source_zh,
    v.is_community,
    v.amount_yuan,
    v.labour_cost_yuan,
    cast(v.labour_cost_yuan as double) / nullif(v.amount_yuan, 0) as labour_share,
    v.labour_max,
    v.labour_ok,
    k.finding_code,
    k.label_zh as finding_zh,
    case when k.finding_code is not null then v.judged_on end as found_on,
    v.document_id,
    v.article,
    v.evidence,
    v._row_id as evidence_id
from judged as v
left join {{ ref('int_policy__finding_kinds') }} as k
    on k.finding_code = 'labour_share_high' and not v.labour_ok and v.is_in_force
    and v.authority_code = k.authority_code and v.org_type = k.org_type
    and v.judged_on between k.valid_from and k.valid_to
