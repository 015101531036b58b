-- Grain: decision to list an organisation on a credit list for one ground.
with list_types as (
    select distinct code, label_zh
    from {{ ref('code_lists') }}
    where list_name = 'list_type'
)

select
    e.entry_id as decision_row_id,
    e.uscc,
    coalesce(o.org_name, e.org_name) as org_name,
    coalesce(o.authority_code, e._authority) as authority_code,
    o.uscc is not null as in_register,
    e.list_type,
    t.label_zh as list_type_zh,
    e.ground_code,
    e.ground_raw,
    coalesce(g.ground_zh, e.ground_raw) as ground_zh,
    e.decision_no,
    e.listed_on,
    e.status,
    {{ credit_status_zh('e.status') }} as status_zh,
    e.closed_on,
    e.closing_row_id,
    s.clock_start,
    s.removal_way,
    s.earliest_removal_on,
    g.document_id,
    g.article,
    '《' || g.title_zh || '》' || g.article_zh as clause_zh,
    g.evidence,
    m.evidence_ids,
    {{ business_date() }} as business_date
from {{ ref('int_credit__entries') }} as e
inner join list_types as t on e.list_type = t.code
inner join {{ ref('int_credit__entry_evidence') }} as m on e.entry_id = m.entry_id
left join {{ ref('int_organizations__register') }} as o on e.uscc = o.uscc
left join {{ ref('int_credit__grounds') }} as g
    on
        e.ground_code = g.ground_code
        and coalesce(e.listed_on, {{ business_date() }}) between g.valid_from and g.valid_to
left join {{ ref('int_credit__standings') }} as s
    on e.status = 'listed' and e.uscc = s.uscc and e.list_type = s.list_type
