-- Grain: ban in force on the business date whose person is not shown as banned where the ban was recorded.
select t.talk_no, t.held_on, t.until_on, s.state
from {{ ref('cur_talks') }} as t
inner join {{ ref('authorities') }} as b on b.authority_code = t._authority
left join {{ ref('person_states') }} as s on s.place_code = b.jurisdiction_code and s.person_no = t.person_no
where t.talk_kind = 'ban' and t.person_no is not null and t.held_on <= {{ business_date() }}
    and coalesce(t.until_on >= {{ business_date() }}, true) and coalesce(t.lifted_on > {{ business_date() }}, true)
    and s.state is distinct from 'banned'
