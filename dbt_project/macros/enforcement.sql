{# Chinese labels of the enforcement and supervision marts. #}
{% macro penalty_state_zh(code) -%}
{{ zh_label(code, {'public': '公示中', 'ended': '公示期满', 'not_public': '不公示', 'not_judged': '不作判断'}) }}
{%- endmacro %}

{% macro penalty_hidden_zh(code) -%}
{{ zh_label(code, {'revoked': '处罚已撤销', 'not_final': '处罚尚未生效终局', 'service_day_unknown': '送达日期未知',
    'severity_unknown': '失信程度未知', 'simple_procedure': '简易程序处罚', 'minor': '轻微情形'}) }}
{%- endmacro %}

{% macro rectification_state_zh(code) -%}
{{ zh_label(code, {'open': '整改中', 'completed': '按期完成', 'completed_late': '逾期完成', 'overdue': '逾期未完成'}) }}
{%- endmacro %}

{% macro disposition_zh(code) -%}
{{ zh_label(code, {'banned': '取缔', 'dissolved': '劝散', 'registered': '引导登记', 'other': '其他处理', 'pending': '未办结'}) }}
{%- endmacro %}

{% macro special_check_state_zh(code) -%}
{{ zh_label(code, {'complete': '事项齐全', 'incomplete': '事项不全', 'under_way': '年度未满'}) }}
{%- endmacro %}

{% macro event_state_zh(code) -%}
{{ zh_label(code, {'filed_before': '事前报备', 'filed_late': '事后报备', 'not_filed': '未报备', 'upcoming': '尚未举办'}) }}
{%- endmacro %}

{% macro supervision_class_zh(code) -%}
{{ zh_label(code, {'key': '重点监管', 'talk': '约谈', 'guidance': '指导提示', 'normal': '常规'}) }}
{%- endmacro %}

{% macro place_level_zh(code) -%}
{{ zh_label(code, {'county': '县（市、区）', 'city_own': '市本级', 'city': '全市'}) }}
{%- endmacro %}

{# Whether a code is one of those that a rule's value lists as a+b+c; an unknown code is none. #}
{% macro is_one_of(code, codes) -%} coalesce(strpos('+' || {{ codes }} || '+', '+' || {{ code }} || '+') > 0, false) {%- endmacro %}
