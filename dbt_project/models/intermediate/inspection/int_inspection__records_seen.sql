-- Grain: registering authority, source and report year (null for activities) of which it, or the other body of its place,
-- delivered at least one usable row. A bureau that handed in no report at all for a year has not said who failed to
-- report: rules read this before they call a blank a fault. Another bureau's row about one of its organisations says
-- nothing about the rest.
with rows_seen as (
    -- A report without its year says nothing about any year.
    select _authority, 'annual_reports' as source, report_year from {{ ref('cur_annual_reports') }} where report_year is not null
    union all
    select _authority, 'activities' as source, cast(null as integer) as report_year from {{ ref('cur_activities') }}
),

-- Where registering and managing are two bodies, either may hand in the file.
by_deliverer as (
    select body.authority_code, r.source, r.report_year
    from (select distinct _authority, source, report_year from rows_seen) r
    inner join {{ ref('authorities') }} as deliverer on deliverer.authority_code = r._authority
    inner join {{ ref('authorities') }} as body on body.jurisdiction_code = deliverer.jurisdiction_code
)

select distinct authority_code, source, report_year
from by_deliverer
