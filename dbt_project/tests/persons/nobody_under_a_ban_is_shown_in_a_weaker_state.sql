-- Grain: ban in force on the business date whose person is not shown as banned.
select t.talk_no, t.held_on, t.until_on, s.state
from {{ ref('cur_talks') }} as t
left join {{ ref('person_states') }} as s on s.person_no = t.person_no
where t.talk_kind = 'ban' and t.person_no is not null and t.held_on <= {{ business_date() }}
    and coalesce(t.until_on >= {{ business_date() }}, true) and coalesce(t.lifted_on > {{ business_date() }}, true)
    and s.state is distinct from 'banned'
