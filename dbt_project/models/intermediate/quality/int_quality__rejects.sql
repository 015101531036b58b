-- Grain: rejected row; `reasons` as column:reason, separated by semicolons.
{% for source_name in var('sources') %}
select '{{ source_name }}' as source, _row_id, _digest, _file, _authority, _sheet, _row, _delivered, _reasons as reasons, cast(_cells as varchar) as cells
from {{ ref('base_' ~ source_name) }}
where _reasons <> ''
{{ 'union all' if not loop.last }}
{% endfor %}
