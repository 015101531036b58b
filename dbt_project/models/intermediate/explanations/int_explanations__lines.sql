-- Grain: line that explains one organisation, of all sections but the calendar.
{{ config(materialized='view') }}
{% for model in [
    'identity', 'annual', 'next_annual', 'party', 'charters', 'terms', 'organs', 'talks', 'orders', 'standings', 'entries',
    'candidates', 'findings', 'project_findings', 'gates', 'ratings', 'penalties', 'zombies', 'draws', 'checks'
] %}
select
    uscc, section, turn, subject_code, statement_zh, state, state_zh, event_on, due_on, due_zh,
    document_id, article, evidence, ends_zh, evidence_ids
from {{ ref('int_explanations__' ~ model) }}
{{ 'union all' if not loop.last }}
{% endfor %}
