-- Grain: person and the place of the number, with a post or a measure in force.
with persons as (
    select
        place_code,
        person_no,
        max_by(person_name, cast(started_on as varchar) || _row_id) as person_name,
        sum(case when is_open then 1 else 0 end) as posts_held
    from {{ ref('int_persons__posts') }}
    group by place_code, person_no
)

select
    {{ business_date() }} as business_date,
    s.place_code,
    s.person_no,
    p.person_name,
    s.state,
    {{ person_state_zh('s.state') }} as state_zh,
    s.since,
    s.until,
    cast(coalesce(p.posts_held, 0) as integer) as posts_held,
    s.evidence_ids
from {{ ref('int_persons__standings') }} as s
left join persons as p on p.place_code = s.place_code and p.person_no = s.person_no
