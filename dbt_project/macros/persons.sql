{# Chinese labels of the marts of persons, terms and talks. #}
{% macro person_state_zh(code) -%}
{{ zh_label(code, {'in_post': '任职', 'out_of_post': '离任', 'talked_to': '约谈', 'warned': '警告',
    'to_be_replaced': '责令撤换', 'banned': '从业禁止'}) }}
{%- endmacro %}

{% macro term_state_zh(code) -%}
{{ zh_label(code, {'in_term': '任期内', 'delayed': '获准延期中', 'overdue': '逾期未换届', 'delay_too_long': '延期超过上限'}) }}
{%- endmacro %}

{% macro talk_state_zh(code) -%}
{{ zh_label(code, {'held': '已谈话', 'held_late': '逾期谈话', 'due': '待谈话', 'missing': '应谈未谈'}) }}
{%- endmacro %}
