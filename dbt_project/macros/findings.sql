{# A finding: something about an organisation that is not as a rule says, with who must do what about it.
   The rule's row in seeds/finding_kinds.csv gives label, level, actor and clause, for some days, a place and a type of
   organisation. #}

{# Columns that every mart of findings shares, in this order; `finding` is a relation with uscc, authority_code,
   finding_code, found_on, detail_zh and evidence_ids (list of row ids). Only findings of a rule that was in force at
   the organisation's place, for its type, on the day it was found remain. `more` names further columns of its key. #}
{% macro findings(finding, more=[]) %}
select
    {{ business_date() }} as business_date,
    f.uscc,
    f.authority_code,
    {%- for column in more %}
    f.{{ column }},
    {%- endfor %}
    f.finding_code,
    k.label_zh as finding_zh,
    k.level,
    {{ finding_level_zh('k.level') }} as level_zh,
    k.actor,
    {{ finding_actor_zh('k.actor') }} as actor_zh,
    f.found_on,
    f.detail_zh,
    k.remedy_zh,
    k.document_id,
    k.article,
    k.evidence,
    f.evidence_ids
from {{ finding }} as f
inner join {{ ref('int_organizations__register') }} as o on f.uscc = o.uscc
inner join {{ ref('int_policy__finding_kinds') }} as k
    on f.finding_code = k.finding_code
    and f.authority_code = k.authority_code
    and o.org_type = k.org_type
    and f.found_on between k.valid_from and k.valid_to
{% endmacro %}

{% macro finding_level_zh(code) -%}
{{ zh_label(code, {'low': '提示', 'medium': '关注', 'high': '严重'}) }}
{%- endmacro %}

{% macro finding_actor_zh(code) -%}
{{ zh_label(code, {'organisation': '社会组织', 'registrar': '登记管理机关', 'supervisor': '业务主管单位', 'manager': '党建工作机构'}) }}
{%- endmacro %}
