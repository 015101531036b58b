-- Grain: county or city with associations whose council has a term.
with counts as (
    select
        p.place_code, p.place_zh, p.place_level,
        count(*) as judged,
        sum(case when e.state in ('in_term', 'delayed') then 1 else 0 end) as on_time
    from {{ ref('re_elections') }} as e
    inner join {{ ref('int_jurisdictions__places') }} as p on p.jurisdiction_code = e.district_code and p.place_level in ('county', 'city')
    where e.org_type = 'association'
    group by p.place_code, p.place_zh, p.place_level
)

select
    {{ business_date() }} as business_date,
    place_code,
    place_zh,
    place_level,
    {{ place_level_zh('place_level') }} as place_level_zh,
    cast(judged as integer) as judged,
    cast(on_time as integer) as on_time,
    cast(on_time as double) / judged as rate
from counts
