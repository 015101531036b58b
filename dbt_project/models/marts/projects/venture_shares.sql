-- Grain: place (county, city's own, whole city) and year with venture projects.
with spending as (
    select
        p.place_code, p.place_level, max(p.place_zh) as place_zh, v.project_year as year, max(v.judged_on) as judged_on,
        count(*) as projects,
        sum(v.amount_yuan) as amount_yuan,
        coalesce(sum(case when o.is_community_org then v.amount_yuan end), 0) as community_amount_yuan
    from {{ ref('int_projects__judged_on') }} as v
    inner join {{ ref('int_jurisdictions__places') }} as p on v.district_code = p.jurisdiction_code
    left join {{ ref('int_organizations__register') }} as o on v.uscc = o.uscc
    where v.project_kind = 'venture'
    group by p.place_code, p.place_level, v.project_year
)

select
    {{ business_date() }} as business_date,
    s.place_code,
    s.place_zh,
    s.place_level,
    {{ place_level_zh('s.place_level') }} as place_level_zh,
    s.year,
    cast(s.projects as integer) as projects,
    cast(s.amount_yuan as decimal(18, 2)) as amount_yuan,
    cast(s.community_amount_yuan as decimal(18, 2)) as community_amount_yuan,
    cast(s.community_amount_yuan as double) / nullif(s.amount_yuan, 0) as share,
    required.value_number as required,
    case when s.amount_yuan > 0
        then cast(s.community_amount_yuan as decimal(18, 2)) >= {{ exact_number('required.value') }} * cast(s.amount_yuan as decimal(18, 2))
    end as met,
    required.document_id,
    required.article,
    required.evidence
from spending as s
left join {{ ref('int_policy__place_parameters') }} as required
    on required.parameter = 'venture_community_share_min' and s.place_code = required.jurisdiction_code
    and s.judged_on between required.valid_from and required.valid_to
