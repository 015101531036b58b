-- Grain: organisation in the register and purpose.
with purposes as (
    select distinct purpose from {{ ref('gate_rules') }}
),

-- Where the registrar is unknown the country's rules still bind.
organisations as (
    select o.uscc, coalesce(o.jurisdiction_code, 'CN') as jurisdiction_code, p.purpose
    from {{ ref('int_organizations__register') }} as o
    cross join purposes as p
),

hits as (
    select
        o.uscc, o.purpose, r.condition, r.effect, r.label_zh, r.document_id, r.article, r.evidence,
        row_number() over (
            partition by o.uscc, o.purpose
            order by case r.effect when 'blocked' then 1 else 2 end, r.distance, r.document_id, r.condition
        ) as weight
    from organisations as o
    inner join {{ ref('int_gates__conditions') }} as c on o.uscc = c.uscc
    inner join {{ ref('int_gates__rules') }} as r
        on o.jurisdiction_code = r.jurisdiction_code and o.purpose = r.purpose and c.condition = r.condition
)

select
    o.uscc, o.purpose,
    -- The first hit is the gravest, and the nearest place's among these: it stands for the whole.
    coalesce(max(case when h.weight = 1 then h.effect end), 'allowed') as effect,
    {{ join_texts('distinct h.condition', ',', 'h.condition') }} as conditions,
    {{ join_texts('distinct h.label_zh', '；', 'h.label_zh') }} as reasons_zh,
    max(case when h.weight = 1 then h.document_id end) as document_id,
    max(case when h.weight = 1 then h.article end) as article,
    max(case when h.weight = 1 then h.evidence end) as evidence
from organisations as o
left join hits as h on o.uscc = h.uscc and o.purpose = h.purpose
group by o.uscc, o.purpose
