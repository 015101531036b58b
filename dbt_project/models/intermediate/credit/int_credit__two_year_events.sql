-- Grain: open spell on the abnormal list that has reached the term for the serious list.
with terms as (
    select
        o.uscc,
        {{ add_years('s.clock_start', 'term.value_number') }} as event_date
    from {{ ref('int_credit__spells') }} as s
    inner join {{ ref('int_organizations__register') }} as o on s.uscc = o.uscc
    inner join {{ parameter_on('abnormal_to_serious_years', 'term', add_years('s.clock_start', 'term.value_number')) }}
    where s.is_open and s.list_type = 'abnormal'
)

select
    t.uscc,
    'abnormal_two_years' as ground_code,
    t.event_date,
    min(e.entry_id) as evidence_id,
    {{ collect_ids('e.entry_id') }} as evidence_ids
from terms as t
inner join {{ ref('int_credit__entries') }} as e
    on t.uscc = e.uscc and e.list_type = 'abnormal' and e.status = 'listed'
where t.event_date <= {{ business_date() }}
group by t.uscc, t.event_date
