{# Money rules: what the marts of funds, fees, projects and ratings share. #}

{# A rule's number exactly as its row writes it: a double would be a hair off just at the limit. #}
{% macro exact_number(value) -%} cast({{ value }} as decimal(18, 6)) {%- endmacro %}

{# The last day of a year. #}
{% macro year_end(year) -%} {{ day_of_year(year, "'12-31'") }} {%- endmacro %}

{% macro percent_zh(ratio) -%} ({{ number_text('100 * ' ~ ratio) }} || '%') {%- endmacro %}

{% macro yuan_zh(amount) -%} ({{ number_text(amount) }} || '元') {%- endmacro %}
