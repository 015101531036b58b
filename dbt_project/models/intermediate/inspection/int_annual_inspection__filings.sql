-- Grain: organisation and report year with a report row, as it stood on the business date: later events are blank.
with known as (
    select
        uscc, report_year, supervisor_opinion, conclusion as delivered_conclusion, concluded_on as delivered_concluded_on, _row_id,
        case when filed_on <= {{ business_date() }} then filed_on end as filed_on,
        case when returned_on <= {{ business_date() }} then returned_on end as returned_on,
        case when refiled_on <= {{ business_date() }} then refiled_on end as refiled_on,
        filed_on is null and conclusion is not null as is_undated
    from {{ ref('cur_annual_reports') }}
    where report_year is not null
)

-- A conclusion without a day counts as given; one dated later than the business date is not known yet.
select
    k.uscc, k.report_year, k.filed_on, k.returned_on, k.refiled_on, k.supervisor_opinion, k.is_undated, k._row_id,
    case when coalesce(k.delivered_concluded_on, {{ business_date() }}) <= {{ business_date() }} then k.delivered_conclusion end as conclusion,
    case when k.delivered_concluded_on <= {{ business_date() }} then k.delivered_concluded_on end as concluded_on,
    deadline.day as correction_due_on
from known k
left join {{ ref('int_organizations__register') }} as o on o.uscc = k.uscc
left join {{ ref('int_policy__parameters') }} as p
    on p.parameter = 'return_correct_workdays' and p.authority_code = o.authority_code and p.org_type = o.org_type
    and k.returned_on between p.valid_from and p.valid_to
left join {{ ref('int_calendar__days') }} as back on back.day = k.returned_on
left join {{ ref('int_calendar__days') }} as deadline
    on deadline.is_workday and deadline.workday_no = back.workday_no + cast(p.value_number as integer)
