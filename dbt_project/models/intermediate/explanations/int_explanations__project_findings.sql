-- Grain: venture project of an organisation that spends more on labour than its limit.
select
    v.uscc,
    'finding' as section,
    2 as turn,
    v.finding_code as subject_code,
    v.year || '年公益创投项目（' || v.project_no || '）：' || v.finding_zh
    || '，用了' || {{ yuan_zh('v.labour_cost_yuan') }} || '，超过总额' || {{ yuan_zh('v.amount_yuan') }} || '的' || {{ percent_zh('v.labour_max') }} || '。' as statement_zh,
    'open' as state,
    '待处理' as state_zh,
    v.found_on as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    v.document_id,
    v.article,
    v.evidence,
    cast(null as varchar) as ends_zh,
    {{ id_list(['v.evidence_id']) }} as evidence_ids
from {{ ref('venture_projects') }} as v
where v.finding_code is not null
