-- Grain: duty rule and report year whose due day moved backwards, skipped a working day or rests.
select r.authority_code, r.org_type, r.is_charity, r.report_year, r.nominal_due_on, r.due_on
from {{ ref('int_annual_inspection__rules') }} as r
inner join {{ ref('int_calendar__days') }} as d on d.day = r.due_on
where not d.is_workday
    or r.due_on < r.nominal_due_on
    or exists (
        select 1 from {{ ref('int_calendar__days') }} as between_days
        where between_days.is_workday and between_days.day >= r.nominal_due_on and between_days.day < r.due_on
    )
