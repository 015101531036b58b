-- Grain: source and column, with the Chinese labels of the declaration.
{% if execute -%}
{% for source_name in var('sources') -%}
{% set node = graph.sources.values() | selectattr('source_name', 'equalto', 'bronze') | selectattr('name', 'equalto', source_name) | first -%}
{% for column in node.columns.values() -%}
select '{{ source_name }}' as source, '{{ node.config.meta.label }}' as source_zh, '{{ column.name }}' as column_name, '{{ (column.config.meta or column.meta).aliases[0] }}' as label_zh
{{ 'union all' if not loop.last }}
{% endfor %}
{{ 'union all' if not loop.last }}
{% endfor %}
{%- endif %}
