-- Grain: annual duty whose run of missed years does not follow from the year before it.
with ordered as (
    select
        uscc, report_year, timeliness, consecutive_misses,
        lag(consecutive_misses, 1, 0) over (partition by uscc order by report_year) as misses_before
    from {{ ref('annual_inspection') }}
)

select *
from ordered
where consecutive_misses <> case
    when timeliness = 'missing' then misses_before + 1
    when timeliness in ('exempt', 'not_due') then misses_before
    else 0
end
