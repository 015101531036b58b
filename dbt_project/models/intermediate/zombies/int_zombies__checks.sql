-- Grain: organisation in force and zombie test: each ends as met, not_met or not_applicable:<reason>.
with facts as (
    select * from {{ ref('int_zombies__facts') }}
)

select
    uscc, 'missed_inspections' as test,
    case
        when miss_years_required is null then 'not_applicable:no_rule'
        when latest_due_year is null and registered_on is null then 'not_applicable:registration_day_unknown'
        when latest_due_year is null then 'not_applicable:no_due_year'
        when latest_timeliness = 'unknown' then 'not_applicable:no_annual_records'
        when consecutive_misses >= miss_years_required then 'met'
        else 'not_met'
    end as result
from facts
union all
select
    uscc, 'no_first_activity' as test,
    case
        when activity_from is null then 'not_applicable:no_rule'
        when not has_activity_records then 'not_applicable:no_activity_records'
        when registered_on is null then 'not_applicable:registration_day_unknown'
        when registered_on < activity_from then 'not_applicable:registered_before_activity_from'
        when first_activity_on <= first_activity_by then 'not_met'
        when first_activity_by > {{ business_date() }} then 'not_applicable:first_year_not_over'
        else 'met'
    end as result
from facts
union all
select
    uscc, 'no_recent_activity' as test,
    case
        when activity_from is null then 'not_applicable:no_rule'
        when not has_activity_records then 'not_applicable:no_activity_records'
        when registered_on >= activity_from then 'not_applicable:registered_after_activity_from'
        when latest_activity_on >= activity_from then 'not_met'
        when registered_on is null then 'not_applicable:registration_day_unknown'
        else 'met'
    end as result
from facts
union all
-- A channel that nobody tried is not a channel that failed.
select
    uscc, 'unreachable' as test,
    case
        when contact_rule is null then 'not_applicable:no_rule'
        when channels_failed = channels_required then 'met'
        else 'not_met'
    end as result
from facts
