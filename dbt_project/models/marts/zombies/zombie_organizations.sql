-- Grain: organisation in force that meets at least one test of a zombie organisation. A proposal: people decide.
with results as (
    select
        uscc,
        max(case when test = 'missed_inspections' then result end) as missed_inspections,
        max(case when test = 'no_first_activity' then result end) as no_first_activity,
        max(case when test = 'no_recent_activity' then result end) as no_recent_activity,
        max(case when test = 'unreachable' then result end) as unreachable,
        cast(sum(case when result = 'met' then 1 else 0 end) as integer) as tests_met
    from {{ ref('int_zombies__checks') }}
    group by uscc
    having sum(case when result = 'met' then 1 else 0 end) > 0
)

select
    r.uscc,
    o.org_name,
    o.org_type,
    {{ org_type_zh('o.org_type') }} as org_type_zh,
    o.authority_code,
    o.authority_name,
    o.district_code,
    r.missed_inspections,
    {{ zombie_result_zh('r.missed_inspections') }} as missed_inspections_zh,
    r.no_first_activity,
    {{ zombie_result_zh('r.no_first_activity') }} as no_first_activity_zh,
    r.no_recent_activity,
    {{ zombie_result_zh('r.no_recent_activity') }} as no_recent_activity_zh,
    r.unreachable,
    {{ zombie_result_zh('r.unreachable') }} as unreachable_zh,
    r.tests_met,
    f.latest_due_year,
    cast(f.consecutive_misses as integer) as consecutive_misses,
    cast(f.miss_years_required as integer) as miss_years_required,
    f.miss_document_id,
    f.activity_from,
    f.first_activity_on,
    f.latest_activity_on,
    f.activity_document_id,
    f.contact_rule,
    cast(f.channels_failed as integer) as channels_failed,
    f.contact_document_id,
    concat_ws('；',
        case when r.missed_inspections = 'met' then '截至' || cast(f.latest_due_year as varchar) || '年度连续'
            || cast(f.consecutive_misses as varchar) || '年未参检' end,
        case when r.no_first_activity = 'met' then '登记后至' || cast(f.first_activity_by as varchar) || '无活动记录' end,
        case when r.no_recent_activity = 'met' then cast(f.activity_from as varchar) || '以来无活动记录' end,
        case when r.unreachable = 'met' then '规定的联系渠道均无法联系' end
    ) as explanation_zh,
    {{ business_date() }} as business_date
from results r
inner join {{ ref('int_zombies__facts') }} as f on f.uscc = r.uscc
inner join {{ ref('int_organizations__register') }} as o on o.uscc = r.uscc
