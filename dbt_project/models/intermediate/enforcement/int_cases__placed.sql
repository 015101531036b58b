-- Grain: case opened by the business date, with the place of the body that handed it in.
select
    c.case_no,
    c.case_kind,
    c.campaign_action,
    c.check_matter,
    c.subject_name,
    c.uscc,
    c.supervisor_name,
    c.opened_on,
    case when c.closed_on <= {{ business_date() }} then c.closed_on end as closed_on,
    case when c.closed_on <= {{ business_date() }} then c.outcome end as outcome,
    a.authority_code,
    a.jurisdiction_code,
    c._row_id
from {{ ref('cur_cases') }} as c
inner join {{ ref('authorities') }} as a on a.authority_code = c._authority
where c.opened_on <= {{ business_date() }}
