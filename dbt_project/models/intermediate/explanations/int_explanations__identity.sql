-- Grain: line of what an organisation is: its registration, and who leads its party work.
select
    c.uscc,
    'identity' as section,
    1 as turn,
    coalesce(o.org_type, 'not_in_register') as subject_code,
    case
        when o.uscc is null then coalesce(c.org_name, '这家组织') || '不在登记册中，只在名单上出现过。'
        else o.org_name || '是' || coalesce(o.authority_name, '登记机关不详') || '登记的' || coalesce(o.org_type_zh, '社会组织')
            || coalesce('，' || {{ date_zh('o.registered_on') }} || '成立登记', '，登记日期不详')
            || '，登记状态为' || o.status_zh
            || coalesce('，' || {{ date_zh('o.cancelled_on') }} || '注销', '')
            || coalesce('，业务主管单位是' || o.supervisor_name, '') || '。'
    end as statement_zh,
    o.status as state,
    o.status_zh as state_zh,
    o.registered_on as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    cast(null as varchar) as document_id,
    cast(null as varchar) as article,
    cast(null as varchar) as evidence,
    cast(null as varchar) as ends_zh,
    {{ id_list(['o.evidence_row_id']) }} as evidence_ids
from {{ ref('credit_status') }} as c
left join {{ ref('organizations') }} as o on c.uscc = o.uscc

union all

select
    uscc,
    'identity' as section,
    2 as turn,
    'party_responsibility' as subject_code,
    '党建工作由' || responsible_body_zh || '负责（' || responsible_kind_zh || '）'
    || case when not agrees then '；报表所填为' || reported_body || '，两者不一致' else '' end || '。' as statement_zh,
    responsible_kind as state,
    responsible_kind_zh as state_zh,
    reported_on as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    cast(null as varchar) as document_id,
    cast(null as varchar) as article,
    cast(null as varchar) as evidence,
    cast(null as varchar) as ends_zh,
    {{ id_list(['evidence_id']) }} as evidence_ids
from {{ ref('party_responsibility') }}
