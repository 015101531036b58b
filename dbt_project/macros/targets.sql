{# The number in a printed cell: '超过90%' and '90%' are 0.9; words, '-', '——' and blanks are no number. #}
{% macro printed_number(text) -%}
(try_cast(replace(replace({{ text }}, '超过', ''), '%', '') as double)
    / case when {{ text }} like '%\%' escape '\' then 100 else 1 end)
{%- endmacro %}

{% macro indicator_type_zh(code) -%} {{ zh_label(code, {'binding': '约束指标', 'expected': '预期指标'}) }} {%- endmacro %}

{% macro target_status_zh(code) -%}
{{ zh_label(code, {'met': '已达到', 'not_met': '未达到', 'not_judged': '不作判断'}) }}
{%- endmacro %}

{% macro target_reason_zh(code) -%}
{{ zh_label(code, {'not_applicable': '表中列为不适用', 'no_target': '表中未列目标值', 'text_target': '目标为文字，无数值可比',
    'direction_undeclared': '未说明以多为好还是以少为好', 'no_current_value': '尚无填报值', 'no_baseline': '表中无基期值',
    'baseline_equals_target': '基期值等于目标值', 'baseline_beyond_target': '基期值已超过目标值',
    'base_unknown': '文件未列明适用的地区', 'ambiguous_unit': '填报值的单位有两种读法',
    'no_measure': '记录中无此项', 'no_records': '未收到可供计算的记录'}) }}
{%- endmacro %}

{# Whether a value reaches a target that may be equalled. A target of thirds stands in the seeds cut off after the
   sixth decimal, never rounded up: exactly a third is enough, and every mart asks in these words. #}
{% macro at_least(value, target) -%} ({{ value }} >= {{ target }}) {%- endmacro %}

{# A number as people write it: 298, not 298.0. #}
{% macro number_text(number) -%}
case when {{ number }} = floor({{ number }}) then cast(cast({{ number }} as bigint) as varchar) else cast({{ number }} as varchar) end
{%- endmacro %}
