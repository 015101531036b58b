{# A body and its party organisation are one: 教育局, 教育局党组 and 教育局机关党委 answer for the same. #}
{% macro party_body_stem(name) -%}
{{ erase(name, '(机关党委|党委|党组|党总支|党支部|委员会)+$') }}
{%- endmacro %}

{# Chinese labels of the party marts. #}
{% macro responsible_kind_zh(code) -%}
{{ zh_label(code, {'supervisor': '业务主管单位', 'town': '镇街、社区兜底', 'comprehensive_committee': '综合党委'}) }}
{%- endmacro %}

{% macro charter_state_zh(code) -%}
{{ zh_label(code, {'none': '未写入', 'wording_2018': '2018年表述', 'wording_2019': '2019年表述', 'unknown': '不详'}) }}
{%- endmacro %}
