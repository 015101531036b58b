-- Grain: organisation, kind of finding about its registration, party work, funds, fees or penalties, and day it was found.
with found as (
    {% for mart in ['registration_checks', 'party_gaps', 'fund_risks', 'fee_violations', 'penalty_findings'] %}
    select uscc, finding_code, finding_zh, level, level_zh, actor_zh, found_on, detail_zh, remedy_zh, document_id, article, evidence, evidence_ids
    from {{ ref(mart) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    uscc,
    'finding' as section,
    case level when 'high' then 1 when 'medium' then 2 else 3 end as turn,
    finding_code as subject_code,
    {{ date_zh('found_on') }} || '起：' || finding_zh || coalesce('（' || detail_zh || '）', '')
    || '。程度为' || level_zh || '，由' || actor_zh || '处理。' as statement_zh,
    level as state,
    level_zh as state_zh,
    found_on as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    document_id,
    article,
    evidence,
    remedy_zh || '。' as ends_zh,
    evidence_ids
from found
