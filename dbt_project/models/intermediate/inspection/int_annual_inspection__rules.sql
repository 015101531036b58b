-- Grain: authority, organisation type, charity or not, report year: the one duty that binds there, with its due days.
with places as (
    select a.authority_code, p.ancestor_code, p.distance
    from {{ ref('authorities') }} as a
    inner join {{ ref('int_jurisdictions__path') }} as p on p.jurisdiction_code = a.jurisdiction_code
),

kinds as (
    select distinct t.code as org_type, c.is_charity
    from {{ ref('code_lists') }} as t
    cross join (select true as is_charity union all select false as is_charity) c
    where t.list_name = 'org_type'
),

years as (
    select distinct cast(extract(year from day) as integer) as report_year
    from {{ ref('int_calendar__days') }}
    where extract(year from day) < extract(year from {{ business_date() }})
),

-- The nearest place that has a rule decides; where it has one for charities, that goes before the rule of the legal form.
ranked as (
    select
        pl.authority_code, k.org_type, k.is_charity, y.report_year,
        d.duty_form, d.supervisor_due, d.registrar_due, d.exempt_registered_after,
        d.document_id, d.article, d.evidence,
        -- An audit that the law of the legal form asks is not waived by the nearer rule that sets form and day.
        max(case when d.audit_required then 1 else 0 end) over (
            partition by pl.authority_code, k.org_type, k.is_charity, y.report_year
        ) = 1 as audit_required,
        row_number() over (
            partition by pl.authority_code, k.org_type, k.is_charity, y.report_year
            order by pl.distance, case when d.org_type = 'charity' then 0 else 1 end
        ) as choice
    from places pl
    inner join {{ ref('annual_duties') }} as d on d.jurisdiction_code = pl.ancestor_code
    inner join kinds k on k.org_type = d.org_type or (k.is_charity and d.org_type = 'charity')
    inner join years y
        on y.report_year >= cast(d.first_year as integer)
        and (d.last_year is null or y.report_year <= cast(d.last_year as integer))
),

chosen as (
    select
        *,
        {{ day_of_year('report_year + 1', 'registrar_due') }} as nominal_due_on,
        {{ day_of_year('report_year + 1', 'supervisor_due') }} as supervisor_due_on,
        {{ day_of_year('report_year', 'exempt_registered_after') }} as exempt_after
    from ranked
    where choice = 1
)

-- A period that ends on a rest day ends on the next working day (Civil Code, art. 203, by analogy).
select
    c.authority_code, c.org_type, c.is_charity, c.report_year, c.duty_form,
    c.nominal_due_on, due.day as due_on, due.is_provisional as due_on_is_provisional,
    c.supervisor_due_on, c.exempt_after, c.audit_required, c.document_id, c.article, c.evidence
from chosen c
inner join {{ ref('int_calendar__days') }} as nominal on nominal.day = c.nominal_due_on
inner join {{ ref('int_calendar__days') }} as due
    on due.is_workday
    and due.workday_no = nominal.workday_no + case when nominal.is_workday then 0 else 1 end
