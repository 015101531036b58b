-- Grain: target with a verdict and a reason against it, or with neither, or without a label for its reason.
select document_id, indicator_no, district_zh, status, status_reason, progress_reason
from {{ ref('target_progress') }}
where (met is null) = (status_reason is null)
    or (progress_from_baseline is null) = (progress_reason is null)
    or (computed_value is null) = (computed_reason is null)
    or (status_reason is not null and reason_zh is null)
    or (progress_reason is not null and progress_reason_zh is null)
    or (computed_reason is not null and computed_reason_zh is null)
