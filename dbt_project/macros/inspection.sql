{# Chinese labels, one dictionary a code; people read these, rules read the codes. #}
{% macro zh_label(code, labels) -%}
case {{ code }}{% for value, label in labels.items() %} when '{{ value }}' then '{{ label }}'{% endfor %} end
{%- endmacro %}

{% macro org_type_zh(code) -%}
{{ zh_label(code, {'association': '社会团体', 'service_org': '社会服务机构', 'foundation': '基金会'}) }}
{%- endmacro %}

{% macro duty_form_zh(code) -%} {{ zh_label(code, {'inspection': '年度检查', 'report': '年度报告'}) }} {%- endmacro %}

{% macro timeliness_zh(code) -%}
{{ zh_label(code, {'exempt': '免检', 'not_due': '未到期', 'on_time': '按期报送', 'late': '逾期报送',
    'missing': '逾期未报', 'unknown': '无从判断'}) }}
{%- endmacro %}

{% macro annual_status_zh(code) -%}
{{ zh_label(code, {'exempt': '免检', 'liquidating': '清算中', 'not_due': '未到期', 'missing': '未参检',
    'returned': '已退回待补正', 'passed': '合格', 'basically_passed': '基本合格', 'failed': '不合格',
    'report_filed': '年报已报', 'awaiting_conclusion': '已报待结论', 'unknown': '无从判断'}) }}
{%- endmacro %}

{% macro return_status_zh(code) -%}
{{ zh_label(code, {'not_returned': '未退回', 'corrected': '按期补正', 'corrected_late': '逾期补正',
    'overdue': '逾期未补正', 'pending': '补正期内'}) }}
{%- endmacro %}

{# A zombie check ends as met, not_met or not_applicable:<reason>. #}
{% macro zombie_result_zh(code) -%}
{{ zh_label(code, {'met': '符合', 'not_met': '不符合',
    'not_applicable:no_rule': '不适用：当日无有效规定',
    'not_applicable:no_due_year': '不适用：尚无应检年度',
    'not_applicable:no_annual_records': '不适用：登记机关未交年检记录',
    'not_applicable:no_activity_records': '不适用：登记机关未交活动记录',
    'not_applicable:registration_day_unknown': '不适用：登记日期不详',
    'not_applicable:first_year_not_over': '不适用：登记未满期限',
    'not_applicable:registered_before_activity_from': '不适用：登记早于起算日',
    'not_applicable:registered_after_activity_from': '不适用：登记不早于起算日'}) }}
{%- endmacro %}

{# Whether a '+'-joined list, such as a contact rule, names the item; and how many items it names. #}
{% macro plus_list_has(list, item) -%} ('+' || {{ list }} || '+') like ('%+' || {{ item }} || '+%') {%- endmacro %}
{% macro plus_list_size(list) -%} (length({{ list }}) - length(replace({{ list }}, '+', '')) + 1) {%- endmacro %}

{# A month and day ('05-31') of a year, as a date. #}
{% macro day_of_year(year, month_day) -%} cast(cast({{ year }} as varchar) || '-' || {{ month_day }} as date) {%- endmacro %}
