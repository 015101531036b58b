-- Grain: rating of an organisation that is valid, or was granted within the years told.
select
    uscc,
    'gate' as section,
    5 as turn,
    'rating_' || rating as subject_code,
    {{ date_zh('granted_on') }} || '获评估等级' || rating_zh || '，有效期到' || {{ date_zh('valid_to') }} || '（含当日），'
    || state_zh || coalesce('，' || {{ date_zh('cancelled_on') }} || '取消', '') || '。' as statement_zh,
    state,
    state_zh,
    granted_on as event_on,
    case when state = 'valid' then valid_to end as due_on,
    '评估等级' || rating_zh || '到期' as due_zh,
    document_id,
    article,
    evidence,
    case when state = 'valid' then '有效期届满、被取消或者取得新的等级。' end as ends_zh,
    {{ id_list(['evidence_id']) }} as evidence_ids
from {{ ref('current_ratings') }}
where state = 'valid' or granted_on > {{ add_years(business_date(), '-1 * ' ~ explained_years()) }}
