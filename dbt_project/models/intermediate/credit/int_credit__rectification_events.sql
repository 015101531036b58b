-- Grain: rectification order not completed by its due day.
select
    r.uscc,
    'rectification_overdue' as ground_code,
    {{ add_days('r.due_on', 1) }} as event_date,
    r._row_id as evidence_id,
    {{ id_list(['r._row_id']) }} as evidence_ids
from {{ ref('cur_rectifications') }} as r
inner join {{ ref('int_organizations__register') }} as o on r.uscc = o.uscc
where
    r.due_on < {{ business_date() }}
    -- Completion after the due day does not undo the delay.
    and (r.completed_on is null or r.completed_on > r.due_on)
