-- Grain: listing decision, with all delivered rows it rests on.
with evidence as (
    select entry_id, {{ id_list(['entry_id']) }} as evidence_ids
    from {{ ref('int_credit__entries') }}

    union all

    select a._row_id as entry_id, e.evidence_ids
    from {{ ref('int_credit__answers') }} as a
    inner join {{ ref('int_credit__events') }} as e on a.candidate_id = e.candidate_id
    where a.action = 'list'

    union all

    -- The move across ends the time on the abnormal list, and with it the event: its entries stay the evidence.
    select serious.entry_id, {{ id_list(['moved.entry_id', 'moved.closing_row_id']) }} as evidence_ids
    from {{ ref('int_credit__entries') }} as serious
    inner join {{ ref('int_credit__entries') }} as moved
        on serious.uscc = moved.uscc and moved.closed_on <= serious.listed_on
    where serious.ground_code = 'abnormal_two_years' and moved.status = 'moved_to_serious'
)

select entry_id, {{ merge_id_lists('evidence_ids') }} as evidence_ids
from evidence
group by entry_id
