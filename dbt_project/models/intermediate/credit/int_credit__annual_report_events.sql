-- Grain: annual duty that was not done in time, or was returned and not corrected in time.
with events as (
    select
        uscc,
        -- A report never filed has no row of its own: the organisation's register row shows the duty.
        coalesce(report_row_id, organization_row_id) as evidence_id,
        case
            when timeliness in ('late', 'missing') then {{ add_days('due_on', 1) }}
            when return_status in ('corrected_late', 'overdue') then {{ add_days('correction_due_on', 1) }}
        end as event_date
    from {{ ref('int_annual_inspection__years') }}
    where timeliness <> 'exempt'
)

select
    uscc,
    'annual_report_not_filed' as ground_code,
    event_date,
    evidence_id,
    {{ id_list(['evidence_id']) }} as evidence_ids
from events
where event_date is not null
