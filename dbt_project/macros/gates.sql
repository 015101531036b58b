{# Chinese labels of ratings, gates and catalogues, and which gate a catalogue stands behind. #}

{% macro gate_purpose_zh(code) -%}
{{ zh_label(code, {'purchase': '承接政府购买服务', 'function_transfer': '承接政府转移职能', 'funding': '财政资助',
    'award': '表彰奖励', 'tax_benefit': '税收优惠', 'rating': '参加评估', 'catalogue': '列入推荐性目录'}) }}
{%- endmacro %}

{% macro gate_effect_zh(code) -%}
{{ zh_label(code, {'allowed': '不受限制', 'discouraged': '不予优先', 'blocked': '受限制'}) }}
{%- endmacro %}

{# The recommended catalogue is the one for purchases; both tax qualifications are one benefit. #}
{% macro gate_purpose_of(catalogue_kind) -%}
{{ zh_label(catalogue_kind, {'purchase': 'catalogue', 'function_transfer': 'function_transfer', 'tax_exemption': 'tax_benefit',
    'donation_deduction': 'tax_benefit', 'award': 'award'}) }}
{%- endmacro %}

{% macro catalogue_state_zh(code) -%} {{ zh_label(code, {'in_catalogue': '在册', 'left': '已退出'}) }} {%- endmacro %}

{% macro rating_state_zh(code) -%}
{{ zh_label(code, {'valid': '有效', 'expired': '已到期', 'cancelled': '已取消', 'superseded': '已由新等级取代'}) }}
{%- endmacro %}

{% macro rating_denominator_zh(code) -%}
{{ zh_label(code, {'in_force': '全部在册组织', 'eligible': '符合参评条件的组织'}) }}
{%- endmacro %}
