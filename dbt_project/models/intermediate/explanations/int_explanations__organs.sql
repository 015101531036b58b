-- Grain: organisation in force whose bodies are incomplete or past their term.
select
    uscc,
    'duty' as section,
    3 as turn,
    'governance' as subject_code,
    '组织机构不健全：' || missing_zh || '。' as statement_zh,
    'incomplete' as state,
    '不健全' as state_zh,
    cast(null as date) as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    document_id,
    article,
    evidence,
    coalesce(remedy_zh || '。', '补齐缺少的机构或者人选。') as ends_zh,
    evidence_ids
from {{ ref('governance_states') }}
where not is_complete
