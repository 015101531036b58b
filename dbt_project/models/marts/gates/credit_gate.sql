-- Grain: organisation in the register and purpose: whether the way is open, and what bars it.
select
    {{ business_date() }} as business_date,
    o.uscc,
    o.org_name,
    o.authority_code,
    o.is_in_force,
    e.purpose,
    {{ gate_purpose_zh('e.purpose') }} as purpose_zh,
    e.effect <> 'blocked' as allowed,
    e.effect,
    {{ gate_effect_zh('e.effect') }} as effect_zh,
    e.conditions,
    e.reasons_zh,
    e.document_id,
    e.article,
    e.evidence
from {{ ref('int_gates__effects') }} as e
inner join {{ ref('int_organizations__register') }} as o on e.uscc = o.uscc
