-- Grain: place and gate rule in force there on the business date: every place above binds too.
select
    j.jurisdiction_code,
    j.distance,
    g.purpose,
    g.condition,
    g.effect,
    g.label_zh,
    g.document_id,
    g.article,
    g.evidence
from {{ ref('int_jurisdictions__path') }} as j
inner join {{ ref('gate_rules') }} as g on j.ancestor_code = g.jurisdiction_code
where g.enabled
    and {{ business_date() }} between g.valid_from and coalesce(g.valid_to, date '9999-12-31')
