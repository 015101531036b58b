-- Grain: organisation and gate that is told: purchases always, the others where they are not open, the open ones together.
with gates as (
    select
        *,
        case when purpose = 'purchase' then 'purchase' when effect = 'allowed' then 'others_open' else purpose end as subject_code
    from {{ ref('credit_gate') }}
)

select
    uscc,
    'gate' as section,
    case subject_code when 'purchase' then 1 when 'others_open' then 3 else 2 end as turn,
    subject_code,
    case
        when subject_code = 'others_open' then {{ join_texts('purpose_zh', '、', 'purpose') }} || '：不受限制。'
        else min(purpose_zh) || '：' || min(effect_zh) || coalesce('，因为' || min(reasons_zh), '') || '。'
    end as statement_zh,
    min(effect) as state,
    min(effect_zh) as state_zh,
    cast(null as date) as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    min(document_id) as document_id,
    min(article) as article,
    min(evidence) as evidence,
    case when min(effect) <> 'allowed' then '上述情形消除后，限制随之解除。' end as ends_zh,
    {{ id_list(['cast(null as varchar)']) }} as evidence_ids
from gates
group by uscc, subject_code

union all

select
    uscc,
    'gate' as section,
    4 as turn,
    'catalogue_' || catalogue_kind as subject_code,
    {{ date_zh('entered_on') }} || '进入“' || catalogue_kind_zh || '”'
    || coalesce('，' || {{ date_zh('left_on') }} || '退出', '')
    || case when must_leave then '；现已不符合条件，应当退出：' || why_zh else '' end || '。' as statement_zh,
    case when must_leave then 'must_leave' else state end as state,
    case when must_leave then '应当退出' else state_zh end as state_zh,
    entered_on as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    document_id,
    article,
    evidence,
    case when must_leave then '退出目录；情形消除后可以重新申请。' end as ends_zh,
    {{ id_list(['evidence_id']) }} as evidence_ids
from {{ ref('catalogue_eligibility') }}
