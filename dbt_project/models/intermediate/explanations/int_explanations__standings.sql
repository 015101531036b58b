-- Grain: organisation, credit list it is on and what time brings there: the way off it, and from the abnormal list onto the serious one.
with on_list as (
    select
        l.uscc,
        l.list_type,
        l.list_type_zh,
        max(l.clock_start) as clock_start,
        max(l.removal_way) as removal_way,
        max(l.earliest_removal_on) as earliest_removal_on,
        max(coalesce(o.authority_code, l.authority_code)) as authority_code,
        max(coalesce(o.org_type, {{ org_type_of('l.uscc') }})) as org_type,
        {{ merge_id_lists('l.evidence_ids') }} as evidence_ids
    from {{ ref('credit_list') }} as l
    left join {{ ref('organizations') }} as o on l.uscc = o.uscc
    where l.status = 'listed'
    group by l.uscc, l.list_type, l.list_type_zh
),

removals as (
    select
        o.*,
        'removal' as subject_code,
        o.earliest_removal_on as due_on,
        case o.list_type when 'serious' then years.document_id else months.document_id end as document_id,
        case o.list_type when 'serious' then years.article else months.article end as article,
        case o.list_type when 'serious' then years.evidence else months.evidence end as evidence,
        case o.removal_way
            when 'apply' then '满' || years.value || '年且没有新的应列入情形，可以申请移出'
            when 'automatic' then '满' || months.value || '个月，由登记管理机关移出'
            when 'on_cancellation' then '办理注销登记后，由登记管理机关移出'
            else '履行义务或者完成整改后，可以申请移出'
        end as way_zh
    from on_list as o
    left join {{ parameter_on('serious_min_years', 'years', 'o.clock_start') }}
    left join {{ parameter_on('abnormal_auto_remove_months', 'months', 'o.clock_start') }}
),

moves as (
    select
        o.*,
        'becomes_serious' as subject_code,
        {{ add_years('o.clock_start', 'term.value_number') }} as due_on,
        term.document_id,
        term.article,
        term.evidence,
        '在活动异常名录上连续满' || term.value || '年，应当转入严重违法失信名单' as way_zh
    from on_list as o
    inner join {{ parameter_on('abnormal_to_serious_years', 'term', add_years('o.clock_start', 'term.value_number')) }}
    where o.list_type = 'abnormal'
),

lines as (
    select * from removals
    union all
    select * from moves
)

select
    uscc,
    'listing' as section,
    case list_type when 'serious' then 1 else 2 end as turn,
    list_type || '_' || subject_code as subject_code,
    '现列在' || list_type_zh
    || coalesce('，期限自' || {{ date_zh('clock_start') }} || '起算', '，列入日期未载明，期限无从起算') || '；'
    || coalesce(
        case
            when due_on <= {{ business_date() }} then {{ date_zh('due_on') }} || '已经期满：'
            else '到' || {{ date_zh('due_on') }} || '期满：'
        end, ''
    )
    || way_zh || '。' as statement_zh,
    'listed' as state,
    '在名单上' as state_zh,
    clock_start as event_on,
    due_on,
    list_type_zh || '：' || way_zh as due_zh,
    document_id,
    article,
    evidence,
    case subject_code when 'becomes_serious' then '在此之前移出活动异常名录。' end as ends_zh,
    evidence_ids
from lines
