-- Grain: accepted row of any source: where it lies, and when it was delivered.
{{ config(materialized='view') }}
{% for source_name in var('sources') %}
select '{{ source_name }}' as source, _row_id, _file, _sheet, _row, _delivered, _authority
from {{ ref('stg_' ~ source_name) }}
{{ 'union all' if not loop.last }}
{% endfor %}
