-- Years since the rule, and each county under it, without a gap: a missing row would hide a year without a foundation.
with duties as (
    select min(valid_from) as since, jurisdiction_code
    from {{ ref('int_policy__place_parameters') }}
    where parameter = 'new_community_foundations_per_year_min' and valid_from <= {{ business_date() }}
    group by jurisdiction_code
)

select d.jurisdiction_code, d.since, count(n.year) as years
from duties as d
inner join {{ ref('jurisdictions') }} as j
    on d.jurisdiction_code = j.jurisdiction_code and j.level = 'county'
    and {{ business_date() }} between j.valid_from and coalesce(j.valid_to, date '9999-12-31')
left join {{ ref('new_foundations') }} as n on d.jurisdiction_code = n.place_code
group by d.jurisdiction_code, d.since
having count(n.year) <> extract(year from {{ business_date() }}) - extract(year from d.since) + 1
