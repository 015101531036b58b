-- Grain: event that may put an organisation on a credit list, undecided or of the years told.
select
    uscc,
    'candidate' as section,
    case when status in ('open', 'noticed') then 1 else 2 end as turn,
    ground_code as subject_code,
    {{ date_zh('event_date') }} || '出现“' || ground_zh || '”的情形，可以列入' || list_type_zh
    || case status
        when 'open' then '，登记管理机关还没有作出决定'
        when 'noticed' then '，' || {{ date_zh('noticed_on') }} || '已告知拟列入' || coalesce('，陈述申辩到' || {{ date_zh('defence_ends_on') }} || '止', '')
        when 'waived' then '，已决定不予列入'
        when 'closed' then '，已列入后又移出'
        else '，已经列入'
    end
    || case when status in ('waived', 'closed', 'listed') then coalesce('（' || decision_no || '）', '') else '' end || '。' as statement_zh,
    status as state,
    status_zh as state_zh,
    event_date as event_on,
    case when status = 'noticed' then defence_ends_on end as due_on,
    '拟列入' || list_type_zh || '的陈述申辩期届满' as due_zh,
    document_id,
    article,
    evidence,
    case
        when status in ('open', 'noticed') then '登记管理机关决定列入或者不予列入；在决定之前，线索不是名单上的记录。'
    end as ends_zh,
    {{ with_ids('evidence_ids', ['notice_row_id', 'decision_row_id']) }} as evidence_ids
from {{ ref('credit_candidates') }}
where status in ('open', 'noticed') or event_date > {{ add_years(business_date(), '-1 * ' ~ explained_years()) }}
