{# Lists of row ids, and how the credit marts name things in Chinese. #}

{% macro id_list(ids) -%} {{ return(adapter.dispatch('id_list')(ids)) }} {%- endmacro %}
{% macro default__id_list(ids) -%} list_value({{ ids | join(', ') }}) {%- endmacro %}

{# Aggregate: the distinct ids of a group, in a fixed order. #}
{% macro collect_ids(id) -%} {{ return(adapter.dispatch('collect_ids')(id)) }} {%- endmacro %}
{% macro default__collect_ids(id) -%} list_sort(list_distinct(array_agg({{ id }}))) {%- endmacro %}

{# Aggregate: the distinct ids of all the lists of a group, in a fixed order. #}
{% macro merge_id_lists(ids) -%} {{ return(adapter.dispatch('merge_id_lists')(ids)) }} {%- endmacro %}
{% macro default__merge_id_lists(ids) -%} list_sort(list_distinct(flatten(array_agg({{ ids }})))) {%- endmacro %}

{# Aggregate: texts joined by `separator` in the order of `order_by`. #}
{% macro join_texts(text, separator, order_by) -%} {{ return(adapter.dispatch('join_texts')(text, separator, order_by)) }} {%- endmacro %}
{% macro default__join_texts(text, separator, order_by) -%} string_agg({{ text }}, '{{ separator }}' order by {{ order_by }}) {%- endmacro %}

{# A period in years ends on the corresponding day, or on the last day of a month that has none (Civil Code 202). #}
{% macro add_years(date, years) -%} {{ add_months(date, '12 * ' ~ years) }} {%- endmacro %}

{% macro date_zh(date) -%}
extract(year from {{ date }}) || '年' || extract(month from {{ date }}) || '月' || extract(day from {{ date }}) || '日'
{%- endmacro %}

{# The rule parameter `name` of organisation `o` on a day, as relation `alias`. #}
{% macro parameter_on(name, alias, day) -%}
{{ ref('int_policy__parameters') }} as {{ alias }}
    on {{ alias }}.parameter = '{{ name }}'
    and {{ alias }}.authority_code = o.authority_code
    and {{ alias }}.org_type = o.org_type
    and {{ day }} between {{ alias }}.valid_from and {{ alias }}.valid_to
{%- endmacro %}

{% macro credit_status_zh(status) -%}
case {{ status }}
    when 'listed' then '已列入'
    when 'removed' then '已移出'
    when 'moved_to_serious' then '已转入严重违法失信名单'
    when 'open' then '待处理'
    when 'noticed' then '已告知'
    when 'closed' then '已办结'
    when 'waived' then '不予列入'
end
{%- endmacro %}

{# What the code itself says of an organisation that no register shows. #}
{% macro org_type_of(uscc) -%}
case substr({{ uscc }}, 1, 2) when '51' then 'association' when '52' then 'service_org' when '53' then 'foundation' end
{%- endmacro %}

{# One row for each id of a list. #}
{% macro each_id(ids) -%} {{ return(adapter.dispatch('each_id')(ids)) }} {%- endmacro %}
{% macro default__each_id(ids) -%} unnest({{ ids }}) {%- endmacro %}
