-- Grain: organisation in force whose council has a term.
select
    uscc,
    'duty' as section,
    3 as turn,
    're_election' as subject_code,
    '第' || term_no || '届自' || {{ date_zh('term_started_on') }} || '起，任期到' || {{ date_zh('term_ends_on') }}
    || coalesce('，经批准延期到' || {{ date_zh('delayed_to') }}, '')
    || case state
        when 'overdue' then '，已逾期' || days_overdue || '天没有换届'
        when 'delay_too_long' then '，延期超过规定上限'
        else '，目前' || state_zh
    end || '。' as statement_zh,
    state,
    state_zh,
    term_started_on as event_on,
    due_on,
    '第' || term_no || '届任期届满，应完成换届' as due_zh,
    document_id,
    article,
    evidence,
    case
        when state in ('overdue', 'delay_too_long') then coalesce(remedy_zh, '完成换届') || '。'
        else '在' || {{ date_zh('due_on') }} || '前完成换届。'
    end as ends_zh,
    {{ id_list(['evidence_id']) }} as evidence_ids
from {{ ref('re_elections') }}
