-- Grain: organisation in the register and purpose.
with organisations as (
    -- Where the registrar is unknown the country's rules still bind.
    select uscc, coalesce(jurisdiction_code, 'CN') as jurisdiction_code
    from {{ ref('int_organizations__register') }}
),

hits as (
    select
        o.uscc, r.purpose, r.condition, r.effect, r.label_zh, r.document_id, r.article, r.evidence,
        row_number() over (
            partition by o.uscc, r.purpose
            order by case r.effect when 'blocked' then 1 else 2 end, r.distance, r.document_id, r.condition
        ) as weight
    from organisations as o
    inner join {{ ref('int_gates__conditions') }} as c on o.uscc = c.uscc
    inner join {{ ref('int_gates__rules') }} as r on o.jurisdiction_code = r.jurisdiction_code and c.condition = r.condition
),

-- The first hit is the gravest, and the nearest place's among these: it stands for the whole.
told as (
    select
        uscc, purpose,
        max(case when weight = 1 then effect end) as effect,
        {{ join_texts('distinct condition', ',', 'condition') }} as conditions,
        {{ join_texts('distinct label_zh', '；', 'label_zh') }} as reasons_zh,
        max(case when weight = 1 then document_id end) as document_id,
        max(case when weight = 1 then article end) as article,
        max(case when weight = 1 then evidence end) as evidence
    from hits
    group by uscc, purpose
)

select
    o.uscc, p.purpose, coalesce(t.effect, 'allowed') as effect,
    t.conditions, t.reasons_zh, t.document_id, t.article, t.evidence
from organisations as o
cross join (select distinct purpose from {{ ref('gate_rules') }}) as p
left join told as t on o.uscc = t.uscc and p.purpose = t.purpose
