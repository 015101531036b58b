-- Grain: entry on a credit list that is open, or was ended within the years told.
select
    uscc,
    'listing' as section,
    case status when 'listed' then 3 else 4 end as turn,
    coalesce(ground_code, 'not_stated') as subject_code,
    coalesce({{ date_zh('listed_on') }}, '公布的名单未注明日期，') || '因“' || coalesce(ground_zh, '事由未载明') || '”列入' || list_type_zh
    || coalesce('（' || decision_no || '）', '')
    || case status
        when 'removed' then '，' || {{ date_zh('closed_on') }} || '已移出'
        when 'moved_to_serious' then '，' || {{ date_zh('closed_on') }} || '已转入严重违法失信名单'
        else '，现仍在列'
    end || '。' as statement_zh,
    status as state,
    status_zh as state_zh,
    listed_on as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    document_id,
    article,
    evidence,
    case
        when status <> 'listed' then null
        when removal_way = 'apply' then coalesce({{ date_zh('earliest_removal_on') }} || '起可以申请移出；期间再有应列入情形的，期限重新起算。', '列入日期未载明，先核实日期，再计算可以申请移出的日子。')
        when removal_way = 'automatic' then coalesce({{ date_zh('earliest_removal_on') }} || '届满，由登记管理机关移出；期间再被列入的，期限重新起算。', '列入日期未载明，先核实日期，再计算届满的日子。')
        when removal_way = 'on_cancellation' then '办理注销登记后，由登记管理机关移出。'
        else '履行义务或者完成整改后，可以申请移出。'
    end as ends_zh,
    {{ with_ids('evidence_ids', ['closing_row_id']) }} as evidence_ids
from {{ ref('credit_list') }}
where status = 'listed' or closed_on > {{ add_years(business_date(), '-1 * ' ~ explained_years()) }}
