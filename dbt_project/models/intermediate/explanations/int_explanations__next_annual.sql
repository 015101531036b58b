-- Grain: organisation in force: the annual duty for the year that is running, due in the next one.
with rules as (
    select
        *,
        report_year + 1 as running_year,
        {{ add_years('nominal_due_on', 1) }} as next_nominal_on
    from {{ ref('int_annual_inspection__rules') }}
    where report_year = extract(year from {{ business_date() }}) - 1
),

-- As every due day: one that falls on a rest day moves to the next working day.
dated as (
    select r.*, due.day as next_due_on, due.is_provisional
    from rules as r
    inner join {{ ref('int_calendar__days') }} as nominal on r.next_nominal_on = nominal.day
    inner join {{ ref('int_calendar__days') }} as due
        on due.is_workday
        and due.workday_no = nominal.workday_no + case when nominal.is_workday then 0 else 1 end
)

select
    o.uscc,
    'annual' as section,
    1 as turn,
    d.duty_form as subject_code,
    d.running_year || '年度' || {{ duty_form_zh('d.duty_form') }} || '应在' || {{ date_zh('d.next_due_on') }} || '前（含当日）报送'
    || case
        when o.registered_on > {{ add_years('d.exempt_after', 1) }} then '；因成立较晚，当年免于参加。'
        when d.is_provisional then '，尚未到期；该年放假安排尚未公布，日期可能顺延。'
        else '，尚未到期。'
    end as statement_zh,
    case when o.registered_on > {{ add_years('d.exempt_after', 1) }} then 'exempt' else 'not_due' end as state,
    {{ timeliness_zh("case when o.registered_on > " ~ add_years('d.exempt_after', 1) ~ " then 'exempt' else 'not_due' end") }} as state_zh,
    cast(null as date) as event_on,
    case when coalesce(o.registered_on <= {{ add_years('d.exempt_after', 1) }}, true) then d.next_due_on end as due_on,
    d.running_year || '年度' || {{ duty_form_zh('d.duty_form') }} || '报送截止' as due_zh,
    d.document_id,
    d.article,
    d.evidence,
    cast(null as varchar) as ends_zh,
    {{ id_list(['o.evidence_row_id']) }} as evidence_ids
from {{ ref('organizations') }} as o
inner join dated as d
    on o.authority_code = d.authority_code
    and o.org_type = d.org_type
    and coalesce(o.is_charity, false) = d.is_charity
where o.is_in_force
