-- Grain: person with a post begun by the business date and no state, or out of post while one is still held.
select p.place_code, p.person_no, s.state, s.posts_held
from (
    select place_code, person_no, max(case when is_open then 1 else 0 end) as holds
    from {{ ref('int_persons__posts') }}
    group by place_code, person_no
) as p
left join {{ ref('person_states') }} as s on s.place_code = p.place_code and s.person_no = p.person_no
where s.person_no is null or (s.state = 'out_of_post' and p.holds = 1) or (s.state = 'in_post' and p.holds = 0)
