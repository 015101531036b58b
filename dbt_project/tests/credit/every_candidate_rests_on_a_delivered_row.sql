-- "Why?" must end at a row that somebody delivered.
with delivered as (
    {% for source in ['organizations', 'applications', 'annual_reports', 'party_units', 'rectifications', 'penalties', 'contact_attempts', 'court_dishonest', 'list_decisions'] -%}
    select _row_id from {{ ref('stg_' ~ source) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select c.uscc, c.list_type, c.ground_code, c.event_date, c.evidence_id
from {{ ref('credit_candidates') }} as c
left join delivered as d on c.evidence_id = d._row_id
where d._row_id is null
