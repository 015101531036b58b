-- Grain: talk with the heads of an organisation that is open, was missed, or was called for within the last years.
select
    uscc,
    'duty' as section,
    4 as turn,
    'talk_' || occasion as subject_code,
    '因' || occasion_zh || '（' || {{ date_zh('event_on') }} || '），登记管理机关应在' || {{ date_zh('due_on') }} || '前与负责人谈话，'
    || case state
        when 'held' then '已于' || {{ date_zh('held_on') }} || '谈话'
        when 'held_late' then {{ date_zh('held_on') }} || '才谈话，已经逾期'
        when 'due' then '尚未谈话，还在期限内'
        else '至今没有谈话记录'
    end || '。' as statement_zh,
    state,
    state_zh,
    event_on,
    case when state = 'due' then due_on end as due_on,
    '因' || occasion_zh || '应谈话的期限' as due_zh,
    document_id,
    article,
    evidence,
    case when state in ('due', 'missing') then '登记管理机关谈话并报送记录。' end as ends_zh,
    {{ id_list(['evidence_id']) }} as evidence_ids
from {{ ref('talks_due') }}
where state in ('due', 'missing') or event_on > {{ add_years(business_date(), '-1') }}
