-- Grain: evidence event and kind of answer (notice, or the decision to list or not), the first of each.
with answers as (
    select
        e.candidate_id,
        case when d.action = 'notice' then 'notice' else 'decision' end as kind,
        d.action,
        d.decision_no,
        d.decided_on,
        d._row_id
    from {{ ref('int_credit__events') }} as e
    inner join {{ ref('int_credit__decisions') }} as d
        on
            e.uscc = d.uscc
            and e.list_type = d.list_type
            and e.ground_code = d.ground_code
            and e.event_date <= d.decided_on
    where d.action in ('notice', 'list', 'not_list')
)

select *
from answers
qualify row_number() over (partition by candidate_id, kind order by decided_on, action, _row_id) = 1
