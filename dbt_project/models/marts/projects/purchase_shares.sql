-- Grain: place (county, city's own, whole city) and year with purchases.
with spending as (
    select
        p.place_code, p.place_level, max(p.place_zh) as place_zh, j.project_year as year, max(j.judged_on) as judged_on,
        count(*) as purchases,
        coalesce(sum(case when j.is_new_spending then j.amount_yuan end), 0) as new_spending_yuan,
        coalesce(sum(
            case when j.is_new_spending and (j.uscc is not null or j.supplier_kind = 'social_org') then j.amount_yuan end
        ), 0) as to_social_orgs_yuan
    from {{ ref('int_projects__judged_on') }} as j
    inner join {{ ref('int_jurisdictions__places') }} as p on j.district_code = p.jurisdiction_code
    where j.project_kind = 'purchase'
    group by p.place_code, p.place_level, j.project_year
)

select
    {{ business_date() }} as business_date,
    s.place_code,
    s.place_zh,
    s.place_level,
    {{ place_level_zh('s.place_level') }} as place_level_zh,
    s.year,
    cast(s.purchases as integer) as purchases,
    cast(s.new_spending_yuan as decimal(18, 2)) as new_spending_yuan,
    cast(s.to_social_orgs_yuan as decimal(18, 2)) as to_social_orgs_yuan,
    cast(s.to_social_orgs_yuan as double) / nullif(s.new_spending_yuan, 0) as share,
    required.value_number as required,
    case when s.new_spending_yuan > 0
        then cast(s.to_social_orgs_yuan as decimal(18, 2)) >= {{ exact_number('required.value') }} * cast(s.new_spending_yuan as decimal(18, 2))
    end as met,
    required.document_id,
    required.article,
    required.evidence
from spending as s
left join {{ ref('int_policy__place_parameters') }} as required
    on required.parameter = 'purchase_new_share_min' and s.place_code = required.jurisdiction_code
    and s.judged_on between required.valid_from and required.valid_to
