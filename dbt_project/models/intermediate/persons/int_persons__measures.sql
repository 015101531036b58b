-- Grain: measure taken against a person by the business date, and the state it puts that person in.
with measures as (
    select
        t.uscc, t.person_no, t.held_on, t.until_on, t._row_id,
        case t.talk_kind when 'interview' then 'talked_to' when 'warning' then 'warned' when 'removal_order' then 'to_be_replaced'
            when 'ban' then 'banned' end as state,
        case when t.lifted_on <= {{ business_date() }} then t.lifted_on end as lifted_on,
        o.authority_code, o.org_type
    from {{ ref('cur_talks') }} as t
    left join {{ ref('int_organizations__register') }} as o on o.uscc = t.uscc
    where t.person_no is not null
        and t.talk_kind in ('interview', 'warning', 'removal_order', 'ban')
        and t.held_on <= {{ business_date() }}
),

still_held as (
    select distinct m._row_id
    from measures as m
    inner join {{ ref('int_persons__posts') }} as p on p.person_no = m.person_no and p.uscc = m.uscc and p.started_on <= m.held_on
    where p.is_open
)

select
    o.*,
    case o.state
        when 'banned' then o.lifted_on is null and coalesce(o.until_on >= {{ business_date() }}, true)
        when 'to_be_replaced' then o.lifted_on is null and h._row_id is not null
        when 'warned' then o.lifted_on is null and coalesce(o.held_on > {{ add_months(business_date(), '-1 * w.value_number') }}, false)
        else coalesce(o.held_on > {{ add_months(business_date(), '-1 * w.value_number') }}, false)
    end as is_in_force
from measures as o
left join still_held as h on h._row_id = o._row_id
left join {{ parameter_on('risk_window_months', 'w', 'o.held_on') }}
