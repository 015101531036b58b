-- Grain: letter to the registered address that came back unsigned, soon after the one before it did.
with letters as (
    select
        uscc,
        attempted_on,
        outcome,
        _row_id,
        lag(attempted_on) over (partition by uscc order by attempted_on, _row_id) as previous_on,
        lag(outcome) over (partition by uscc order by attempted_on, _row_id) as previous_outcome,
        lag(_row_id) over (partition by uscc order by attempted_on, _row_id) as previous_row_id
    from {{ ref('cur_contact_attempts') }}
    where channel = 'letter' and attempted_on <= {{ business_date() }}
)

select
    l.uscc,
    'unreachable' as ground_code,
    l.attempted_on as event_date,
    l._row_id as evidence_id,
    {{ id_list(['l.previous_row_id', 'l._row_id']) }} as evidence_ids
from letters as l
inner join {{ ref('int_organizations__register') }} as o on l.uscc = o.uscc
inner join {{ parameter_on('letter_gap_min_days', 'shortest', 'l.attempted_on') }}
inner join {{ parameter_on('letter_gap_max_days', 'longest', 'l.attempted_on') }}
where
    l.outcome = 'unsigned'
    and l.previous_outcome = 'unsigned'
    and l.attempted_on between {{ add_days('l.previous_on', 'shortest.value_number') }}
    and {{ add_days('l.previous_on', 'longest.value_number') }}
