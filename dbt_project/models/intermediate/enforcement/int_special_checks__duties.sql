-- Grain: supervising body, registering authority and year in which it owes the yearly special check.
with supervisors as (
    select distinct o.authority_code, o.supervisor_name
    from {{ ref('int_organizations__register') }} as o
    where o.is_in_force and o.supervisor_name is not null and coalesce(o.reg_mode, 'dual') = 'dual'
),

years as (
    select cast(extract(year from {{ business_date() }}) as integer) - 1 as year
    union all
    select cast(extract(year from {{ business_date() }}) as integer)
)

select s.authority_code, s.supervisor_name, y.year, k.document_id, k.article, k.evidence
from supervisors as s
cross join years as y
inner join {{ ref('int_policy__finding_kinds') }} as k
    on
        k.finding_code = 'special_check_incomplete'
        and k.authority_code = s.authority_code
        and least({{ day_of_year('y.year', "'12-31'") }}, {{ business_date() }}) between k.valid_from and k.valid_to
