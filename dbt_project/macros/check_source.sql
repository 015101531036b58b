{# The columns of a source as its declaration in models/sources.yml says: [{name, type, required, list}]. #}
{% macro source_columns(source_name) %}
    {%- set columns = [] -%}
    {%- if execute -%}
        {%- for node in graph.sources.values() if node.source_name == 'bronze' and node.name == source_name -%}
            {%- for column in node.columns.values() -%}
                {%- set meta = column.config.meta if column.config and column.config.meta else column.meta -%}
                {%- do columns.append({
                    'name': column.name, 'type': meta.type.split(':')[0], 'list': meta.type.split(':')[1] if ':' in meta.type else 'boolean',
                    'required': meta.get('required', false), 'strict': meta.get('required', false) or meta.get('strict', false)}) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(columns) }}
{% endmacro %}

{% macro source_key(source_name) %}
    {%- set keys = [] -%}
    {%- if execute -%}
        {%- for node in graph.sources.values() if node.source_name == 'bronze' and node.name == source_name -%}
            {%- do keys.extend((node.config.meta or node.meta).key) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(keys) }}
{% endmacro %}

{# Every delivered row of a source, typed and judged by its declaration.
   Steps: delivered (by the day known_on) -> cleaned (text) -> said (text
   that is not a placeholder) -> orders (day/month order, decided per file and
   column) -> typed (values) -> judged (reasons) -> compared (repeats, and when the same words were last seen, the
   same file handed in again included). #}
{% macro check_source(source_name) %}
{%- set columns = source_columns(source_name) -%}
{%- set dates = columns | selectattr('type', 'equalto', 'date') | map(attribute='name') | list -%}
{%- set codes = columns | selectattr('type', 'in', ['code', 'boolean']) | list -%}
-- depends_on: {{ ref('code_lists') }}
with sightings as (
    select _digest, max(_delivered) as seen_on
    from {{ source('bronze', 'delivered_files') }}
    where _delivered <= {{ known_on() }}
    group by _digest
),

delivered as (
    select
        d.*, coalesce(s.seen_on, d._delivered) as _seen_on,
        {{ content_hash(['_authority', '_units'] + columns | map(attribute='name') | list) }} as _content
    from {{ source('bronze', source_name) }} as d
    left join sightings as s on d._digest = s._digest
    where d._delivered <= {{ known_on() }}
),

cleaned as (
    select
        _digest, _file, _authority, _sheet, _row, _delivered, _units, _content,
        _seen_on,
        {%- for column in columns %}
        {{ column.name }} as {{ column.name }}__cell,
        {{ clean_text(column.name) }} as {{ column.name }}__text{{ ',' if not loop.last }}
        {%- endfor %}
    from delivered
),

-- What the cell says: nothing where a placeholder stands for nothing. A code may be spelt like a placeholder, so
-- codes are looked up by __text.
said as (
    select
        *,
        {%- for column in columns %}
        {%- set text = without_placeholder(column.name ~ '__text') %}
        {{ date_text(text) if column.type == 'date' else text }} as {{ column.name }}__said{{ ',' if not loop.last }}
        {%- endfor %}
    from cleaned
),

orders as (
    select
        _digest, _sheet
        {%- for name in dates %},
        {%- set text = name ~ '__said' %}
        coalesce(max(try_cast({{ capture(text, '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{4}$', 1) }} as integer)) > 12, false) as {{ name }}__dayfirst,
        coalesce(max(try_cast({{ capture(text, '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{4}$', 2) }} as integer)) > 12, false) as {{ name }}__monthfirst
        {%- endfor %}
    from said
    group by _digest, _sheet
),

typed as (
    select
        c.*,
        {%- for column in columns %}
        {%- set text = 'c.' ~ column.name ~ '__said' %}
        {%- if column.type == 'uscc' %}
        {{ uscc_value(text) }} as {{ column.name }},
        {%- elif column.type == 'date' %}
        {{ date_value(text, 'o.' ~ column.name ~ '__dayfirst', 'o.' ~ column.name ~ '__monthfirst') }} as {{ column.name }},
        o.{{ column.name }}__dayfirst, o.{{ column.name }}__monthfirst,
        {%- elif column.type == 'money' %}
        {{ money_value(text, json_text('c._units', "'" ~ column.name ~ "'")) }} as {{ column.name }},
        {%- elif column.type == 'number' %}
        {{ number_value(text) }} as {{ column.name }},
        {%- elif column.type == 'integer' %}
        cast(try_cast(replace({{ text }}, ',', '') as decimal(18, 0)) as bigint) as {{ column.name }},
        {%- elif column.type == 'year' %}
        try_cast({{ capture(text, '^((19|20)[0-9]{2})(年|年度)?$', 1) }} as integer) as {{ column.name }},
        {%- elif column.type == 'code' %}
        {{ column.name }}__codes.code as {{ column.name }},
        {{ text }} as {{ column.name }}_raw,
        {%- elif column.type == 'boolean' %}
        cast({{ column.name }}__codes.code as boolean) as {{ column.name }},
        {%- else %}
        {{ text }} as {{ column.name }},
        {%- endif %}
        {%- endfor %}
        substr(sha256(c._digest || '|' || coalesce(c._sheet, '') || '|' || cast(c._row as varchar)), 1, 20) as _row_id
    from said as c
    left join orders as o on c._digest = o._digest and c._sheet is not distinct from o._sheet
    {%- for column in codes %}
    left join {{ ref('code_lists') }} as {{ column.name }}__codes
        on {{ column.name }}__codes.list_name = '{{ column.list }}' and lower({{ column.name }}__codes.alias) = lower(c.{{ column.name }}__text)
    {%- endfor %}
),

judged as (
    select
        *,
        concat_ws(';'
        {%- for column in columns %},
            {%- set text = column.name ~ '__said' %}
            '{{ column.name }}:' || case
                when {{ text }} is null then {% if not column.required %}null{% elif column.type == 'uscc' %}'uscc_missing'{% else %}'required_missing'{% endif %}
                {%- if column.type == 'uscc' %}
                else {{ reason_for_uscc(text, column.name) }}
                {%- elif column.type == 'date' %}
                else {{ reason_for_date(text, column.name, column.name ~ '__dayfirst', column.name ~ '__monthfirst') }}
                {%- elif column.type in ('money', 'number', 'integer', 'year') %}
                when {{ column.name }} is null then 'number_unreadable'
                {%- elif column.type == 'code' and column.strict %}
                when {{ column.name }} is null then 'code_unknown'
                {%- elif column.type == 'identifier' %}
                when {{ matches(text, '[,"\\s]') }} then 'identifier_malformed'
                {%- elif column.type == 'boolean' %}
                when {{ column.name }} is null then 'boolean_unknown'
                {%- endif %}
            end
        {%- endfor %}) as _reasons
    from typed
),

-- Equal cells are a repeat only where they were read alike: another row of the file may settle what a date means.
compared as (
    select
        *,
        row_number() over (same_words order by _delivered, _digest, _sheet, _row) > 1 as _is_repeat,
        max(_seen_on) over (same_words) as _last_seen
    from judged
    window same_words as (partition by _content, _reasons{% for name in dates %}, {{ name }}{% endfor %})
)

select
    {%- for column in columns %}
    {{ column.name }},{{ ' ' ~ column.name ~ '_raw,' if column.type == 'code' }}
    {%- endfor %}
    _row_id, _digest, _file, _authority, _sheet, _row, _delivered, _last_seen, _is_repeat, _reasons,
    case when _reasons <> '' then json_object({% for column in columns %}'{{ column.name }}', {{ column.name }}__cell{{ ', ' if not loop.last }}{% endfor %}) end as _cells
from compared
{% endmacro %}

{# Accepted rows: no reason against them, and not a repeat of a row delivered before. #}
{% macro accepted(source_name) %}
select * exclude (_is_repeat, _reasons, _cells)
from {{ ref('base_' ~ source_name) }}
where _reasons = '' and not _is_repeat
{% endmacro %}

{# The current version of each record: the one seen last. A record whose first key column is blank stands for itself. #}
{% macro current_version(source_name) %}
{%- set columns = source_columns(source_name) -%}
{%- set codes = columns | selectattr('type', 'equalto', 'code') | map(attribute='name') | list -%}
select *
from {{ ref('stg_' ~ source_name) }}
qualify row_number() over (
    partition by
        {%- for name in source_key(source_name) %}
        {% if name in codes %}coalesce({{ name }}, {{ name }}_raw){% else %}{{ name }}{% endif %},
        {%- endfor %}
        case when {{ source_key(source_name) | first }} is null then _row_id end
    order by _last_seen desc, _delivered desc, _digest desc, _row desc
) = 1
{% endmacro %}
