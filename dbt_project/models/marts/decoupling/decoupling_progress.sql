-- Grain: association of trade or commerce in force; how far it is separated from its administrative body.
{% set steps = ['organs', 'functions', 'finance', 'personnel', 'party_foreign'] %}
with taken as (
    select
        o.uscc, o.org_name, o.org_type, o.authority_code, d.decoupling_batch, d._row_id, d.uscc is not null as has_record,
        {% for step in steps %}
        coalesce(d.{{ step }}_on <= {{ business_date() }}, false) as {{ step }}_done,
        {% endfor %}
        greatest({% for step in steps %}d.{{ step }}_on{{ ', ' if not loop.last }}{% endfor %}) as last_step_on
    from {{ ref('int_organizations__register') }} as o
    left join {{ ref('cur_decouplings') }} as d on o.uscc = d.uscc
    where o.is_in_force and o.org_type = 'association' and o.category = 'industry_chamber'
),

counted as (
    select
        *,
        {% for step in steps %}cast({{ step }}_done as integer){{ ' + ' if not loop.last }}{% endfor %} as steps_done,
        {% for step in steps %}{{ step }}_done{{ ' and ' if not loop.last }}{% endfor %} as is_complete
    from taken
)

select
    {{ business_date() }} as business_date,
    c.uscc,
    c.org_name,
    c.authority_code,
    cast(c.decoupling_batch as integer) as batch,
    {% for step in steps %}
    c.{{ step }}_done,
    {% endfor %}
    cast(c.steps_done as integer) as steps_done,
    c.is_complete,
    case when c.is_complete then c.last_step_on end as completed_on,
    case when not c.has_record then 'no_record' when c.is_complete then 'complete' else 'under_way' end as state,
    {{ decoupling_state_zh("case when not c.has_record then 'no_record' when c.is_complete then 'complete' else 'under_way' end") }} as state_zh,
    k.finding_code,
    k.label_zh as finding_zh,
    k.document_id,
    k.article,
    k.evidence,
    c._row_id as evidence_id
from counted as c
left join {{ ref('int_policy__finding_kinds') }} as k
    on c.has_record and not c.is_complete and k.finding_code = 'decoupling_unfinished'
    and k.authority_code = c.authority_code and k.org_type = c.org_type
    and {{ business_date() }} between k.valid_from and k.valid_to
