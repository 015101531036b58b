-- Grain: authority, type, charity or not, and year without a duty: its organisations would silently drop out of annual_inspection.
with intended as (
    select a.authority_code, t.org_type, c.is_charity, y.report_year
    from {{ ref('authorities') }} as a
    cross join (select distinct org_type from {{ ref('annual_duties') }} where org_type <> 'charity') t
    cross join (select true as is_charity union all select false) c
    cross join (
        select distinct extract(year from day) as report_year from {{ ref('int_calendar__days') }}
        where extract(year from day) < extract(year from {{ business_date() }})
            and extract(year from day) >= (select min(cast(first_year as integer)) from {{ ref('annual_duties') }})
    ) y
)

select i.authority_code, i.org_type, i.is_charity, i.report_year
from intended i
left join {{ ref('int_annual_inspection__rules') }} as r
    on r.authority_code = i.authority_code and r.org_type = i.org_type
    and r.is_charity = i.is_charity and r.report_year = i.report_year
where r.authority_code is null
