-- Grain: piece of evidence that a ground for listing arose, under a ground in force and switched on that day.
with events as (
    {% for family in ['annual_report', 'party', 'rectification', 'letter', 'court', 'penalty', 'two_year'] -%}
    select uscc, ground_code, event_date, evidence_id, evidence_ids from {{ ref('int_credit__' ~ family ~ '_events') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    {{ content_hash(['e.uscc', 'e.ground_code', 'cast(e.event_date as varchar)', 'e.evidence_id']) }} as candidate_id,
    e.uscc,
    g.list_type,
    e.ground_code,
    e.event_date,
    e.evidence_id,
    e.evidence_ids
from events as e
inner join {{ ref('int_credit__grounds') }} as g
    on e.ground_code = g.ground_code and e.event_date between g.valid_from and g.valid_to
where g.is_enabled and e.event_date <= {{ business_date() }}
