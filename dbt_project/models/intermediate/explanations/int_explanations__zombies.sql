-- Grain: organisation in force and zombie test it meets; the tests it does not meet together.
{% set tests = {'missed_inspections': '连续不参加年检', 'no_first_activity': '登记后没有活动', 'no_recent_activity': '多年没有活动',
    'unreachable': '联系不上'} %}
with rules as (
    select
        o.uscc, o.registered_on, o.latest_due_year, o.consecutive_misses, o.miss_years_required, o.first_activity_by,
        o.activity_from, o.latest_activity_on, o.channels_required,
        {% for rule in ['miss', 'first', 'activity', 'contact'] %}
        {{ rule }}.document_id as {{ rule }}_document_id,
        {{ rule }}.article as {{ rule }}_article,
        {{ rule }}.evidence as {{ rule }}_evidence{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_zombies__facts') }} as o
    left join {{ parameter_on('zombie_miss_years', 'miss', business_date()) }}
    left join {{ parameter_on('zombie_no_activity_years', 'first', business_date()) }}
    left join {{ parameter_on('zombie_activity_from', 'activity', business_date()) }}
    left join {{ parameter_on('zombie_contact_rule', 'contact', business_date()) }}
),

checks as (
    select
        uscc,
        case when result = 'met' then test else 'others' end as subject_code,
        min(case when result = 'met' then 'met' else 'not_met' end) as state,
        {{ join_texts(zh_label('test', tests) ~ " || '（' || " ~ zombie_result_zh('result') ~ " || '）'", '、', 'test') }} as results_zh
    from {{ ref('int_zombies__checks') }}
    group by uscc, subject_code
),

said as (
    select
        c.uscc, c.subject_code, c.state,
        case c.subject_code
            when 'missed_inspections' then '截至' || r.latest_due_year || '年度已连续' || {{ number_text('r.consecutive_misses') }}
                || '年没有参加年检，达到规定的' || {{ number_text('r.miss_years_required') }} || '年'
            when 'no_first_activity' then {{ date_zh('r.registered_on') }} || '登记，到' || {{ date_zh('r.first_activity_by') }} || '没有活动记录'
            when 'no_recent_activity' then {{ date_zh('r.activity_from') }} || '以来没有活动记录'
                || coalesce('，最近一次是' || {{ date_zh('r.latest_activity_on') }}, '')
            when 'unreachable' then '规定的' || {{ number_text('r.channels_required') }} || '种联系渠道都联系不上'
            else c.results_zh
        end as fact_zh,
        {% for column in ['document_id', 'article', 'evidence'] %}
        case
            when c.subject_code = 'missed_inspections' then r.miss_{{ column }}
            when c.subject_code = 'no_first_activity' then r.first_{{ column }}
            when c.subject_code = 'no_recent_activity' then r.activity_{{ column }}
            when c.subject_code = 'unreachable' then r.contact_{{ column }}
        end as {{ column }},
        {% endfor %}
        case c.subject_code when 'no_first_activity' then r.first_activity_by when 'no_recent_activity' then r.activity_from end as event_on,
        e.evidence_ids
    from checks as c
    inner join rules as r on c.uscc = r.uscc
    left join {{ ref('int_explanations__zombie_evidence') }} as e on c.uscc = e.uscc and c.subject_code = e.test
)

select
    uscc,
    'zombie' as section,
    case state when 'met' then 1 else 2 end as turn,
    subject_code,
    case state when 'met' then '符合僵尸型社会组织的一项标准：' || fact_zh || '；是否认定由登记管理机关决定。' else '不符合的标准：' || fact_zh || '。' end as statement_zh,
    state,
    {{ zombie_result_zh('state') }} as state_zh,
    event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    document_id,
    article,
    evidence,
    case subject_code
        when 'missed_inspections' then '参加一个年度的年检，连续即告中断。'
        when 'no_recent_activity' then '开展活动并报送记录。'
        when 'unreachable' then '任何一种规定的渠道重新联系上。'
    end as ends_zh,
    evidence_ids
from said
