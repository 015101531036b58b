-- Grain: contradiction: of the documents among themselves, or of what was delivered with itself or with us.
with documents as (
    select contradiction_id, subject_zh, where_zh, left_value, right_value, explanation_zh, document_id, severity
    from {{ ref('source_contradictions') }}
    union all
    select contradiction_id, subject_zh, where_zh, left_value, right_value, explanation_zh, document_id, severity
    from {{ ref('int_reconciliation__printed') }}
),

deliveries as (
    select contradiction_id, subject_zh, where_zh, left_value, right_value, explanation_zh, document_id, severity
    from {{ ref('int_reconciliation__reported') }}
    union all
    select contradiction_id, subject_zh, where_zh, left_value, right_value, explanation_zh, document_id, severity
    from {{ ref('int_reconciliation__records') }}
),

contradictions as (
    select *, 'document' as kind from documents
    union all
    select *, 'delivery' as kind from deliveries
)

select
    contradiction_id,
    kind,
    {{ zh_label('kind', {'document': '文件', 'delivery': '交付数据'}) }} as kind_zh,
    subject_zh,
    where_zh,
    left_value,
    right_value,
    round(try_cast(left_value as double) - try_cast(right_value as double), 6) as difference,
    explanation_zh,
    document_id,
    severity,
    {{ zh_label('severity', {'info': '提示', 'warning': '需核对'}) }} as severity_zh,
    {{ business_date() }} as business_date
from contradictions
