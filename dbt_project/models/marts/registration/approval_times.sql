-- Grain: decided application that says when it was made.
select
    {{ business_date() }} as business_date,
    uscc,
    org_name,
    authority_code,
    decision_no,
    application_kind,
    {{ label_zh('application_kind', 'application_kind') }} as application_kind_zh,
    channel,
    {{ label_zh('application_channel', 'channel') }} as channel_zh,
    applied_on,
    decided_on,
    cast(days_taken as integer) as days_taken,
    cast(legal_days as integer) as legal_days,
    is_late,
    case when legal_days is null then 'no_rule' end as reason,
    {{ no_judgement_zh("case when legal_days is null then 'no_rule' end") }} as reason_zh,
    document_id,
    article,
    evidence,
    _row_id as evidence_id
from {{ ref('int_registration__approvals') }}
