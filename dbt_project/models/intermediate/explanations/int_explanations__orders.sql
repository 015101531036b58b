-- Grain: rectification order, major event or separation from an administrative body that concerns an organisation.
select
    uscc,
    'duty' as section,
    5 as turn,
    'rectification' as subject_code,
    {{ date_zh('issued_on') }} || '收到责令整改（' || rectification_no || '），应在' || {{ date_zh('due_on') }} || '前完成'
    || case state
        when 'completed' then '，已于' || {{ date_zh('completed_on') }} || '完成'
        when 'completed_late' then '，' || {{ date_zh('completed_on') }} || '才完成，已经逾期'
        when 'overdue' then '，至今没有完成'
        else '，正在整改'
    end || '。' as statement_zh,
    state,
    state_zh,
    issued_on as event_on,
    case when state = 'open' then due_on end as due_on,
    '责令整改（' || rectification_no || '）到期' as due_zh,
    document_id,
    article,
    cast(null as varchar) as evidence,
    case when state in ('open', 'overdue') then '完成整改并经登记管理机关核实。' end as ends_zh,
    {{ id_list(['evidence_id']) }} as evidence_ids
from {{ ref('rectification_states') }}
where state in ('open', 'overdue') or issued_on > {{ add_years(business_date(), '-1 * ' ~ explained_years()) }}

union all

select
    uscc,
    'duty' as section,
    6 as turn,
    'event_' || event_kind as subject_code,
    {{ date_zh('held_on') }} || case when state = 'upcoming' then '将' else '' end || '举办的重大事项“' || event_kind_zh || '”（' || event_no || '）应当事前报备，'
    || case state
        when 'filed_before' then '已于' || {{ date_zh('filed_on') }} || '报备'
        when 'filed_late' then {{ date_zh('filed_on') }} || '才报备'
        when 'not_filed' then '没有报备'
        else '尚未报备'
    end || '。' as statement_zh,
    state,
    state_zh,
    held_on as event_on,
    case when state = 'upcoming' then held_on end as due_on,
    '重大事项“' || event_kind_zh || '”举办，应当事前报备' as due_zh,
    document_id,
    article,
    cast(null as varchar) as evidence,
    case when state = 'upcoming' then '在举办前报备。' end as ends_zh,
    {{ id_list(['evidence_id']) }} as evidence_ids
from {{ ref('major_events') }}
where held_on > {{ add_years(business_date(), '-1') }}

union all

select
    uscc,
    'duty' as section,
    7 as turn,
    'decoupling' as subject_code,
    '与行政机关脱钩：五项中已完成' || steps_done || '项，' || state_zh
    || coalesce('，' || {{ date_zh('completed_on') }} || '完成', '') || '。' as statement_zh,
    state,
    state_zh,
    completed_on as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    document_id,
    article,
    evidence,
    case when state = 'under_way' then '完成其余各项脱钩。' end as ends_zh,
    {{ id_list(['evidence_id']) }} as evidence_ids
from {{ ref('decoupling_progress') }}
