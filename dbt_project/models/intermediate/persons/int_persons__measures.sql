-- Grain: measure taken against a person by the business date and place that numbers the person, and the state it means.
with measures as (
    select
        place_code, uscc, person_no, held_on, until_on, lifted_on, authority_code, org_type, _row_id,
        case talk_kind when 'interview' then 'talked_to' when 'warning' then 'warned' when 'removal_order' then 'to_be_replaced'
            when 'ban' then 'banned' end as state
    from {{ ref('int_persons__talks') }}
    where person_no is not null and talk_kind in ('interview', 'warning', 'removal_order', 'ban')
),

named as (select distinct place_code, person_no, person_name from {{ ref('int_persons__posts') }}),

-- A ban holds everywhere: it reaches who bears the same number and the same name in another place. The same number
-- with another name is another person.
reached as (
    select _row_id, place_code from measures
    union
    select m._row_id, there.place_code
    from measures as m
    inner join named as here on here.place_code = m.place_code and here.person_no = m.person_no
    inner join named as there on there.person_no = here.person_no and there.person_name = here.person_name
    where m.state = 'banned'
),

still_held as (
    select distinct m._row_id
    from measures as m
    inner join {{ ref('int_persons__posts') }} as p
        on p.place_code = m.place_code and p.person_no = m.person_no and p.uscc = m.uscc and p.started_on <= m.held_on
    where p.is_open
)

select
    o.* exclude (place_code),
    r.place_code,
    case o.state
        when 'banned' then o.lifted_on is null and coalesce(o.until_on >= {{ business_date() }}, true)
        when 'to_be_replaced' then o.lifted_on is null and h._row_id is not null
        when 'warned' then o.lifted_on is null and coalesce(o.held_on > {{ add_months(business_date(), '-1 * w.value_number') }}, false)
        else coalesce(o.held_on > {{ add_months(business_date(), '-1 * w.value_number') }}, false)
    end as is_in_force
from measures as o
inner join reached as r on r._row_id = o._row_id
left join still_held as h on h._row_id = o._row_id
left join {{ parameter_on('risk_window_months', 'w', 'o.held_on') }}
