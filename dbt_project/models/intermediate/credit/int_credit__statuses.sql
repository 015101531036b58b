-- Grain: evidence event, and what became of it.
with open_listings as (
    select
        uscc,
        list_type,
        ground_code,
        max_by(entry_id, coalesce(listed_on, cast('1900-01-01' as date)) || entry_id) as entry_id
    from {{ ref('int_credit__entries') }}
    where status = 'listed'
    group by uscc, list_type, ground_code
),

outcomes as (
    select
        e.*,
        n._row_id as notice_row_id,
        n.decided_on as noticed_on,
        coalesce(d._row_id, l.entry_id) as decision_row_id,
        case
            when d.action = 'not_list' then 'waived'
            when d.action = 'list' then case when x.status = 'listed' then 'listed' else 'closed' end
            -- Listed before this event arose, and still on the list for the same ground.
            when l.entry_id is not null then 'listed'
            when n._row_id is not null then 'noticed'
            else 'open'
        end as status,
        r.authority_code,
        r.org_type
    from {{ ref('int_credit__events') }} as e
    inner join {{ ref('int_organizations__register') }} as r on e.uscc = r.uscc
    left join {{ ref('int_credit__answers') }} as d on e.candidate_id = d.candidate_id and d.kind = 'decision'
    left join {{ ref('int_credit__answers') }} as n on e.candidate_id = n.candidate_id and n.kind = 'notice'
    left join {{ ref('int_credit__entries') }} as x on d._row_id = x.entry_id
    left join open_listings as l on e.uscc = l.uscc and e.list_type = l.list_type and e.ground_code = l.ground_code
)

select
    o.*,
    defence.day as defence_ends_on
from outcomes as o
left join {{ parameter_on('defence_workdays', 'days', 'o.noticed_on') }}
left join {{ ref('int_calendar__days') }} as noticed on o.noticed_on = noticed.day
left join {{ ref('int_calendar__days') }} as defence
    on defence.is_workday and defence.workday_no = noticed.workday_no + days.value_number
