-- Grain: rectification order issued by the business date. The order names its last day, so that day never moves.
with orders as (
    select
        r.*,
        o.authority_code,
        o.org_type,
        case when r.completed_on <= {{ business_date() }} then r.completed_on end as done_on
    from {{ ref('cur_rectifications') }} as r
    inner join {{ ref('int_organizations__register') }} as o on o.uscc = r.uscc
    where r.issued_on <= {{ business_date() }}
),

stated as (
    select
        *,
        case
            when done_on <= due_on then 'completed'
            when done_on is not null then 'completed_late'
            when due_on < {{ business_date() }} then 'overdue'
            else 'open'
        end as state
    from orders
)

select
    {{ business_date() }} as business_date,
    s.rectification_no,
    s.uscc,
    s.authority_code,
    s.issued_on,
    s.due_on,
    s.done_on as completed_on,
    s.state,
    {{ rectification_state_zh('s.state') }} as state_zh,
    case when s.state = 'open' then cast(s.due_on - {{ business_date() }} as integer) end as days_left,
    k.finding_code,
    k.document_id,
    k.article,
    k.evidence,
    s._row_id as evidence_id
from stated as s
left join {{ ref('int_policy__finding_kinds') }} as k
    on
        s.state = 'overdue'
        and k.finding_code = 'rectification_overdue'
        and k.authority_code = s.authority_code
        and k.org_type = s.org_type
        and s.due_on between k.valid_from and k.valid_to
