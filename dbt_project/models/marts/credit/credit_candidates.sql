-- Grain: evidence event that may put an organisation on a credit list.
select
    s.candidate_id,
    s.uscc,
    o.org_name,
    o.authority_code,
    s.list_type,
    g.list_type_zh,
    s.ground_code,
    g.ground_zh,
    s.event_date,
    s.status,
    {{ credit_status_zh('s.status') }} as status_zh,
    g.document_id,
    g.article,
    '《' || g.title_zh || '》' || g.article_zh as clause_zh,
    g.evidence,
    s.evidence_id,
    s.evidence_ids,
    s.notice_row_id,
    s.noticed_on,
    s.defence_ends_on,
    s.decision_row_id,
    d.decision_no,
    d.decided_on,
    {{ business_date() }} as business_date
from {{ ref('int_credit__statuses') }} as s
inner join {{ ref('int_organizations__register') }} as o on s.uscc = o.uscc
inner join {{ ref('int_credit__grounds') }} as g
    on s.ground_code = g.ground_code and s.event_date between g.valid_from and g.valid_to
left join {{ ref('int_credit__decisions') }} as d on s.decision_row_id = d._row_id
