{# What is said of one organisation, line by line. Each int_explanations__ model gives lines of one shape:
   uscc, section, turn (order within the section), subject_code, statement_zh, state, state_zh, event_on, due_on,
   due_zh (what comes due that day), document_id, article, evidence, ends_zh (what would end or change it),
   evidence_ids (list of row ids, null where unknown). #}

{# Sections in the order people read them. #}
{% macro explanation_sections() -%}
{{ return({'identity': '基本情况', 'annual': '年检年报', 'duty': '其他义务', 'listing': '列入名单', 'candidate': '列入线索',
    'finding': '其他问题', 'gate': '购买服务等资格', 'penalty': '行政处罚', 'zombie': '僵尸组织核查', 'draw': '抽查',
    'due': '今后十二个月'}) }}
{%- endmacro %}

{% macro explanation_section_no(code) -%}
case {{ code }}{% for section in explanation_sections() %} when '{{ section }}' then {{ loop.index }}{% endfor %} end
{%- endmacro %}

{# How far back and ahead is told: years of annual duties, months of what comes due. #}
{% macro explained_years() -%} 5 {%- endmacro %}
{% macro explained_months() -%} 12 {%- endmacro %}

{# 《title》 and article, such as 《…条例》第28条, 《…办法》第11条第1项 or 《…方案》第2项; numbering of other kinds stays as printed. #}
{% macro cited_zh(title, article) -%}
'《' || {{ title }} || '》' || case
    when {{ article }} is null then ''
    when {{ matches(article, '^[0-9]+$') }} then '第' || {{ article }} || '条'
    when {{ matches(article, '^[0-9]+\\([0-9]+\\)$') }} then '第' || replace(replace({{ article }}, '(', '条第'), ')', '项')
    when {{ matches(article, '^\\([0-9]+\\)$') }} then '第' || replace(replace({{ article }}, '(', ''), ')', '') || '项'
    else {{ article }}
end
{%- endmacro %}

{# How well a rule is attested, so that an uncertain one says so. #}
{% macro attested_zh(tag) -%}
{{ zh_label(tag, {'V': '已核对原文', 'V2': '据转载核对', 'D': '据征求意见稿，未核实正式文本', 'M': '未核实',
    'L': '已核对法律全文', 'S': '据所附政策文件', 'P': '平台约定'}) }}
{%- endmacro %}

{# A list of ids with those of further columns added. #}
{% macro with_ids(ids, more) -%} {{ return(adapter.dispatch('with_ids')(ids, more)) }} {%- endmacro %}
{% macro default__with_ids(ids, more) -%} list_concat({{ ids }}, list_value({{ more | join(', ') }})) {%- endmacro %}
