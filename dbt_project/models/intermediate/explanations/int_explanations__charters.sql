-- Grain: organisation in force: whether its charter names the party.
select
    uscc,
    'duty' as section,
    2 as turn,
    'charter' as subject_code,
    case state
        when 'unknown' then '章程是否写入党建内容，没有收到记录。'
        when 'none' then '章程还没有写入党的建设和社会主义核心价值观。'
        else '章程已写入党建内容，用的是' || state_zh || case when finding_code is not null then '，应改为' || required_wording_zh else '' end || '。'
    end as statement_zh,
    state,
    state_zh,
    as_of as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    document_id,
    article,
    evidence,
    case when finding_code is not null then remedy_zh || '。' end as ends_zh,
    {{ id_list(['evidence_id']) }} as evidence_ids
from {{ ref('charter_states') }}
