-- Grain: supervising body, registering authority and year in which it owes the yearly special check.
with supervisors as (
    select o.authority_code, o.supervisor_name, min(o.registered_on) as first_registered_on
    from {{ ref('int_organizations__register') }} as o
    where o.is_in_force and o.supervisor_name is not null and coalesce(o.reg_mode, 'dual') = 'dual'
    group by o.authority_code, o.supervisor_name
),

years as (
    select cast(extract(year from {{ business_date() }}) as integer) - 1 as year
    union all
    select cast(extract(year from {{ business_date() }}) as integer)
)

select s.authority_code, s.supervisor_name, y.year, k.document_id, k.article, k.evidence
from supervisors as s
inner join years as y on extract(year from s.first_registered_on) <= y.year  -- nothing to look into before
inner join {{ ref('int_policy__finding_kinds') }} as k
    on
        k.finding_code = 'special_check_incomplete'
        and k.authority_code = s.authority_code
        and k.org_type = '*'
        and least({{ day_of_year('y.year', "'12-31'") }}, {{ business_date() }}) between k.valid_from and k.valid_to
