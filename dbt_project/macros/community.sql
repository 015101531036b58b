{# Chinese labels of the community, registration and decoupling marts. #}
{% macro filing_state_zh(code) -%}
{{ zh_label(code, {'filed': '备案中', 'withdrawn': '已撤销备案', 'registered': '已转登记'}) }}
{%- endmacro %}

{% macro filing_tier_zh(code) -%}
{{ zh_label(code, {'registered': '县级登记', 'town_managed': '街道（乡镇）管理', 'community_guided': '社区指导', 'unknown': '未说明'}) }}
{%- endmacro %}

{% macro filing_problem_zh(code) -%}
{{ zh_label(code, {'opinion_after_filing': '备案之后才征求社区意见', 'opinion_missing': '没有社区意见',
    'community_unknown': '社区代码缺失或查不到'}) }}
{%- endmacro %}

{% macro unit_kind_zh(code) -%}
{{ zh_label(code, {'town': '街道（乡镇）', 'urban_community': '城市社区', 'rural_community': '农村社区', 'county': '县（市、区）'}) }}
{%- endmacro %}

{% macro coverage_measure_zh(code) -%}
{{ zh_label(code, {'hub_town': '街道（乡镇）枢纽型组织覆盖', 'hub_urban': '城市社区枢纽型组织覆盖',
    'hub_rural': '农村社区枢纽型组织覆盖',
    'social_work_urban': '城市社区社工机构覆盖', 'social_work_rural': '农村社区社工机构覆盖',
    'service_centre_town': '街道（乡镇）社会组织服务中心覆盖', 'federation_community': '社区社会组织联合会覆盖',
    'complex_community': '社区综合体由社会组织运营覆盖', 'party_centre_town': '街道（乡镇）党群服务中心覆盖',
    'precision_base_county': '县（市、区）慈善精准帮扶基地覆盖'}) }}
{%- endmacro %}

{# Measures of coverage: name, column of int_community__units, kinds of unit that count, records that it rests on (any of them). #}
{% macro coverage_measures() -%}
{{ return([
    ('hub_town', 'has_hub', ['town'], ['hubs']),
    ('hub_urban', 'has_hub', ['urban_community'], ['hubs']),
    ('hub_rural', 'has_hub', ['rural_community'], ['hubs']),
    ('social_work_urban', 'has_social_work', ['urban_community'], ['social_work', 'facilities']),
    ('social_work_rural', 'has_social_work', ['rural_community'], ['social_work', 'facilities']),
    ('service_centre_town', 'has_service_centre', ['town'], ['facilities']),
    ('federation_community', 'has_federation', ['urban_community', 'rural_community'], ['hubs']),
    ('complex_community', 'has_complex', ['urban_community', 'rural_community'], ['facilities']),
    ('party_centre_town', 'has_party_centre', ['town'], ['facilities']),
]) }}
{%- endmacro %}

{% macro no_judgement_zh(code, no_rule='当日当地没有规定') -%}
{{ zh_label(code, {'no_units': '没有应覆盖的单位', 'no_records': '未收到可供计算的记录', 'no_rule': no_rule}) }}
{%- endmacro %}

{% macro foundation_state_zh(code) -%}
{{ zh_label(code, {'met': '已达到', 'not_yet': '年度未满，尚未达到', 'not_met': '未达到'}) }}
{%- endmacro %}

{% macro decoupling_state_zh(code) -%}
{{ zh_label(code, {'no_record': '没有脱钩记录', 'under_way': '脱钩中', 'complete': '五项分离已完成'}) }}
{%- endmacro %}
