-- A listing is a recorded decision: none is lost on the way to the list, and none appears without one.
with decided as (
    select _row_id, uscc, list_type
    from {{ ref('cur_list_decisions') }}
    where
        coalesce(action, 'list') = 'list'
        and (decided_on is null or decided_on <= {{ business_date() }})
)

select
    d._row_id,
    l.decision_row_id,
    coalesce(d.uscc, l.uscc) as uscc,
    coalesce(d.list_type, l.list_type) as list_type
from decided as d
full outer join {{ ref('credit_list') }} as l
    on d._row_id = l.decision_row_id and d.uscc = l.uscc and d.list_type = l.list_type
where d._row_id is null or l.decision_row_id is null
