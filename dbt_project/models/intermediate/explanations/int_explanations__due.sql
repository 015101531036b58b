-- Grain: line whose day comes within the months ahead that are told.
select
    uscc,
    'due' as section,
    cast(due_on - {{ business_date() }} as integer) as turn,
    subject_code,
    {{ date_zh('due_on') }} || '：' || due_zh || '。' as statement_zh,
    state,
    state_zh,
    event_on,
    due_on,
    due_zh,
    document_id,
    article,
    evidence,
    ends_zh,
    evidence_ids
from {{ ref('int_explanations__lines') }}
where due_on between {{ business_date() }} and {{ add_months(business_date(), explained_months()) }}
