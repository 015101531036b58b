{# The few places where engines differ: each is dispatched, so that another engine overrides it here and
   nowhere else. #}

{# Two dates: rules ask about the business date; what was handed in by `known_on` counts as known. A nightly build
   has one day for both; a restatement of a past day knows what came later too, never less than that day. #}
{% macro business_date() -%} cast('{{ var("business_date") }}' as date) {%- endmacro %}

{% macro known_on() -%}
    {%- set known_on = var("known_on", var("business_date")) -%}
    {%- if known_on < var("business_date") -%}
        {%- do exceptions.raise_compiler_error("known_on " ~ known_on ~ " lies before business_date " ~ var("business_date") ~ ": a day cannot be judged by less than was known on it. Give a known_on of that day or later.") -%}
    {%- endif -%}
    cast('{{ known_on }}' as date)
{%- endmacro %}

{% macro matches(text, pattern) -%} {{ return(adapter.dispatch('matches')(text, pattern)) }} {%- endmacro %}
{% macro default__matches(text, pattern) -%} regexp_matches({{ text }}, '{{ pattern }}') {%- endmacro %}

{% macro capture(text, pattern, group) -%} {{ return(adapter.dispatch('capture')(text, pattern, group)) }} {%- endmacro %}
{% macro default__capture(text, pattern, group) -%} regexp_extract({{ text }}, '{{ pattern }}', {{ group }}) {%- endmacro %}

{% macro erase(text, pattern) -%} {{ return(adapter.dispatch('erase')(text, pattern)) }} {%- endmacro %}
{% macro default__erase(text, pattern) -%} regexp_replace({{ text }}, '{{ pattern }}', '', 'g') {%- endmacro %}

{% macro json_text(json, key) -%} {{ return(adapter.dispatch('json_text')(json, key)) }} {%- endmacro %}
{% macro default__json_text(json, key) -%} json_extract_string({{ json }}, {{ key }}) {%- endmacro %}

{% macro json_of(columns) -%} {{ return(adapter.dispatch('json_of')(columns)) }} {%- endmacro %}
{% macro default__json_of(columns) -%}
json_object({% for column in columns %}'{{ column }}', {{ column }}{{ ', ' if not loop.last }}{% endfor %})
{%- endmacro %}

{% macro split_rows(text, separator) -%} {{ return(adapter.dispatch('split_rows')(text, separator)) }} {%- endmacro %}
{% macro default__split_rows(text, separator) -%} unnest(string_split({{ text }}, '{{ separator }}')) {%- endmacro %}

{% macro add_days(date, days) -%} {{ return(adapter.dispatch('add_days')(date, days)) }} {%- endmacro %}
{% macro default__add_days(date, days) -%} (cast({{ date }} as date) + cast({{ days }} as integer)) {%- endmacro %}

{% macro add_months(date, months) -%} {{ return(adapter.dispatch('add_months')(date, months)) }} {%- endmacro %}
{% macro default__add_months(date, months) -%} cast(cast({{ date }} as date) + to_months(cast({{ months }} as integer)) as date) {%- endmacro %}

{# Days from one day to another, the first not counted. #}
{% macro days_between(first_day, last_day) -%} {{ return(adapter.dispatch('days_between')(first_day, last_day)) }} {%- endmacro %}
{% macro default__days_between(first_day, last_day) -%} date_diff('day', {{ first_day }}, {{ last_day }}) {%- endmacro %}

{% macro content_hash(expressions) -%}
md5(concat_ws('|', {% for e in expressions %}coalesce({{ e }}, '~'){{ ', ' if not loop.last }}{% endfor %}))
{%- endmacro %}
