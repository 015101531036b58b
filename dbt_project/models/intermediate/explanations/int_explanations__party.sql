-- Grain: organisation in force: its party organisation, as counted last.
select
    u.uscc,
    'duty' as section,
    1 as turn,
    'party_organisation' as subject_code,
    case
        when not u.is_counted then '没有收到党员和党组织的统计。'
        else '党组织设置为' || coalesce({{ label_zh('party_org_type', 'u.party_org_type') }}, '未填') || '，正式党员'
            || coalesce({{ number_text('u.formal_members') }} || '名', '数未填') || case when u.has_instructor then '，有党建工作指导员' else '' end
            || case when u.needs_own and not u.has_own then '；应当单独建立党组织而没有建立' else '' end || '。'
    end as statement_zh,
    case
        when not u.is_counted then 'unknown'
        when u.needs_own and not u.has_own then 'own_branch_missing'
        when u.is_covered then 'covered'
        else 'not_covered'
    end as state,
    case
        when not u.is_counted then '不详'
        when u.needs_own and not u.has_own then '应建未建'
        when u.is_covered then '已覆盖'
        else '未覆盖'
    end as state_zh,
    u.counted_on as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    own.document_id,
    own.article,
    own.evidence,
    case when u.needs_own and not u.has_own then '单独建立党组织。' end as ends_zh,
    {{ id_list(['u._row_id']) }} as evidence_ids
from {{ ref('int_party__units') }} as u
left join {{ ref('int_policy__parameters') }} as own
    on
        own.parameter = 'party_own_branch_members'
        and u.authority_code = own.authority_code
        and u.org_type = own.org_type
        and u.counted_on between own.valid_from and own.valid_to
