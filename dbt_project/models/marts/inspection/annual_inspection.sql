-- Grain: organisation and report year for which an annual duty exists, from the first year the platform holds.
with judged as (
    select
        *,
        timeliness = 'missing' as is_missing,
        -- Exempt years and years not yet due neither lengthen nor break a run of missed years.
        timeliness not in ('exempt', 'not_due') as is_due,
        sum(case when timeliness not in ('exempt', 'not_due', 'missing') then 1 else 0 end)
            over (partition by uscc order by report_year) as run_no
    from {{ ref('int_annual_inspection__years') }}
),

counted as (
    select
        *,
        sum(case when is_missing then 1 else 0 end) over (partition by uscc, run_no order by report_year) as misses,
        max(case when is_due then report_year end) over (partition by uscc) as latest_due_year,
        case
            when timeliness = 'exempt' then 'exempt'
            when org_status = 'in_liquidation' then 'liquidating'
            when timeliness = 'not_due' then 'not_due'
            when timeliness = 'missing' then 'missing'
            when returned_on is not null and refiled_on is null then 'returned'
            when conclusion is not null then conclusion
            when timeliness = 'unknown' then 'unknown'
            when duty_form = 'report' then 'report_filed'
            else 'awaiting_conclusion'
        end as status
    from judged
)

select
    c.uscc,
    o.org_name,
    o.org_type,
    {{ org_type_zh('o.org_type') }} as org_type_zh,
    o.authority_code,
    o.authority_name,
    o.district_code,
    cast(c.report_year as integer) as report_year,
    c.duty_form,
    {{ duty_form_zh('c.duty_form') }} as duty_form_zh,
    c.supervisor_due_on,
    c.nominal_due_on,
    c.due_on,
    c.due_on_is_provisional,
    c.filed_on,
    c.timeliness,
    {{ timeliness_zh('c.timeliness') }} as timeliness_zh,
    c.returned_on,
    c.correction_due_on,
    c.refiled_on,
    c.return_status,
    {{ return_status_zh('c.return_status') }} as return_status_zh,
    c.supervisor_opinion,
    c.conclusion,
    c.concluded_on,
    c.status,
    {{ annual_status_zh('c.status') }} as status_zh,
    cast(c.misses as integer) as consecutive_misses,
    coalesce(c.report_year = c.latest_due_year, false) as is_latest_due_year,
    c.audit_required,
    c.document_id,
    c.article,
    c.evidence,
    coalesce(c.report_row_id, c.organization_row_id) as evidence_id,
    {{ business_date() }} as business_date
from counted c
inner join {{ ref('int_organizations__register') }} as o on o.uscc = c.uscc
