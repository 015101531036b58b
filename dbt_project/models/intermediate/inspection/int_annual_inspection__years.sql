-- Grain: organisation and report year for which a duty exists, with how the duty was met by the business date.
with duties as (
    select o.uscc, o.status as org_status, o._row_id as organization_row_id, o.registered_on, o.authority_code, r.report_year,
        r.duty_form, r.nominal_due_on, r.due_on, r.due_on_is_provisional, r.supervisor_due_on,
        coalesce(o.registered_on > r.exempt_after, false) as is_exempt,
        r.audit_required, r.document_id, r.article, r.evidence
    from {{ ref('int_organizations__register') }} as o
    inner join {{ ref('int_annual_inspection__rules') }} as r
        on r.authority_code = o.authority_code and r.org_type = o.org_type
        and r.is_charity = coalesce(o.is_charity, false)
    where o.registered_on <= {{ day_of_year('r.report_year', "'12-31'") }}
        and (o.cancelled_on is null or o.cancelled_on > r.due_on)
)

select
    d.uscc, d.org_status, d.organization_row_id, d.report_year, d.duty_form, d.nominal_due_on, d.due_on,
    d.due_on_is_provisional, d.supervisor_due_on, d.audit_required, d.document_id, d.article, d.evidence,
    f.filed_on, f.returned_on, f.refiled_on, f.correction_due_on, f.supervisor_opinion,
    f.conclusion, f.concluded_on, f._row_id as report_row_id,
    case
        when d.is_exempt then 'exempt'
        when f.filed_on <= d.due_on then 'on_time'
        when f.filed_on > d.due_on then 'late'
        when {{ business_date() }} <= d.due_on then 'not_due'
        -- A conclusion proves that something was filed, though nobody wrote down when.
        when seen.authority_code is null or f.is_undated then 'unknown'
        else 'missing'
    end as timeliness,
    case
        when f.returned_on is null then 'not_returned'
        when f.refiled_on <= f.correction_due_on then 'corrected'
        when f.refiled_on > f.correction_due_on then 'corrected_late'
        when {{ business_date() }} > f.correction_due_on then 'overdue'
        else 'pending'
    end as return_status
from duties d
left join {{ ref('int_annual_inspection__filings') }} as f on f.uscc = d.uscc and f.report_year = d.report_year
left join {{ ref('int_inspection__records_seen') }} as seen
    on seen.authority_code = d.authority_code and seen.source = 'annual_reports' and seen.report_year = d.report_year
