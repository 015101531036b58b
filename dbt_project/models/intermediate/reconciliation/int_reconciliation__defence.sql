-- Grain: listing decision that a notice came before, with the last day of the time to answer it.
with notices as (
    select
        l.uscc, l.list_type, l.ground, l.decided_on as listed_on,
        max(n.decided_on) as noticed_on
    from {{ ref('cur_list_decisions') }} as l
    inner join {{ ref('cur_list_decisions') }} as n
        on n.uscc = l.uscc and n.list_type = l.list_type and n.ground = l.ground
        and n.action = 'notice' and n.decided_on <= l.decided_on
    where coalesce(l.action, 'list') = 'list' and l.decided_on <= {{ business_date() }}
    group by l.uscc, l.list_type, l.ground, l.decided_on
)

select n.*, ends.day as defence_ends_on
from notices as n
inner join {{ ref('int_organizations__register') }} as o on o.uscc = n.uscc
inner join {{ ref('int_policy__parameters') }} as p
    on p.parameter = 'defence_workdays' and p.authority_code = o.authority_code and p.org_type = o.org_type
    and n.noticed_on between p.valid_from and p.valid_to
inner join {{ ref('int_calendar__days') }} as told on told.day = n.noticed_on
inner join {{ ref('int_calendar__days') }} as ends
    on ends.is_workday and ends.workday_no = told.workday_no + cast(p.value_number as integer)
