{# The arithmetic of protocol OVERSIGHT-DRAW/1: whole numbers only, the same on every engine. #}

{% macro sha256_hex(text) -%} {{ return(adapter.dispatch('sha256_hex')(text)) }} {%- endmacro %}
{% macro default__sha256_hex(text) -%} sha256({{ text }}) {%- endmacro %}
{% macro spark__sha256_hex(text) -%} sha2({{ text }}, 256) {%- endmacro %}

{% macro whole_division(dividend, divisor) -%} {{ return(adapter.dispatch('whole_division')(dividend, divisor)) }} {%- endmacro %}
{% macro default__whole_division(dividend, divisor) -%} (({{ dividend }}) // ({{ divisor }})) {%- endmacro %}
{% macro spark__whole_division(dividend, divisor) -%} (({{ dividend }}) div ({{ divisor }})) {%- endmacro %}

{# First 15 hex digits (60 bits) as a number. Cast twice: hex text goes to bigint on every engine. #}
{% macro ticket(draw_key, tag, id) -%}
cast(cast('0x' || substr({{ sha256_hex(draw_key ~ " || '|" ~ tag ~ "|' || " ~ id) }}, 1, 15) as bigint) as decimal(19, 0))
{%- endmacro %}

{# Ticket times L / weight: wider than 64 bits, so it is kept as a decimal without a fraction. #}
{% macro weighted_ticket(draw_key, tag, id, lcm, weight) -%}
{{ ticket(draw_key, tag, id) }} * cast({{ whole_division(lcm, weight) }} as decimal(10, 0))
{%- endmacro %}

{# A share in basis points (1/10000) of a count, rounded up: never under the rate it stands for. #}
{% macro ceil_share(count, basis_points) -%}
{{ whole_division('cast(' ~ count ~ ' as bigint) * ' ~ basis_points ~ ' + 9999', 10000) }}
{%- endmacro %}

{# A share of a year's rate that is due by the end of a month: the year's part so far, rounded up. #}
{% macro ceil_share_to_month(count, basis_points, month) -%}
{{ whole_division('cast(' ~ count ~ ' as bigint) * ' ~ basis_points ~ ' * ' ~ month ~ ' + 119999', 120000) }}
{%- endmacro %}

{# The Chinese label beside a code. #}
{% macro label(column, labels) -%}
case {{ column }}
    {%- for code, text in labels.items() %}
    when '{{ code }}' then '{{ text }}'
    {%- endfor %}
end
{%- endmacro %}
