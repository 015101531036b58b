-- Grain: place and year: cases closed and illegal organisations ended in it.
select
    {{ business_date() }} as business_date,
    p.place_code,
    p.place_zh,
    p.place_level,
    {{ place_level_zh('p.place_level') }} as place_level_zh,
    cast(extract(year from c.closed_on) as integer) as year,
    cast(sum(case when c.case_kind = 'violation' then 1 else 0 end) as integer) as cases_closed,
    cast(sum(case when c.case_kind = 'illegal_organisation' and c.outcome = 'banned' then 1 else 0 end) as integer) as banned,
    cast(sum(case when c.case_kind = 'illegal_organisation' and c.outcome = 'dissolved' then 1 else 0 end) as integer) as dissolved,
    cast(sum(case when c.case_kind = 'illegal_organisation' and c.outcome in ('banned', 'dissolved') then 1 else 0 end) as integer) as illegal_ended
from {{ ref('int_cases__placed') }} as c
inner join {{ ref('int_jurisdictions__places') }} as p on p.jurisdiction_code = c.jurisdiction_code
where c.closed_on is not null and c.case_kind in ('violation', 'illegal_organisation')
group by p.place_code, p.place_zh, p.place_level, extract(year from c.closed_on)
