-- Grain: project of a year that has begun, with the day whose rules judge its year: the last day, or today in the running year.
select
    *,
    least({{ year_end('project_year') }}, {{ business_date() }}) as judged_on
from {{ ref('cur_projects') }}
where project_year <= extract(year from {{ business_date() }})
