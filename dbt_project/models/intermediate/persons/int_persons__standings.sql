-- Grain: person and the place of the number, with a post or a measure in force, and the strongest of the states these put the person in.
with measured as (
    select
        place_code, person_no, state, held_on as since, until_on, _row_id,
        case state when 'banned' then 1 when 'to_be_replaced' then 2 when 'warned' then 3 when 'talked_to' then 4 end as strength_rank
    from {{ ref('int_persons__measures') }}
    where is_in_force
),

standings as (
    select place_code, person_no, state, since, until_on, _row_id, strength_rank from measured
    union all
    select place_code, person_no, 'in_post', started_on, null, _row_id, 5 from {{ ref('int_persons__posts') }} where is_open
    union all
    select place_code, person_no, 'out_of_post', ended_on, null, _row_id, 6 from {{ ref('int_persons__posts') }} where not is_open
),

strongest as (
    select *
    from standings
    qualify strength_rank = min(strength_rank) over (partition by place_code, person_no)
)

select
    place_code,
    person_no,
    state,
    -- In office since the first of the posts still held; else since the latest measure, or the latest day of leaving.
    case state when 'in_post' then min(since) else max(since) end as since,
    -- A ban without an end outlasts every other.
    case when count(until_on) = count(*) then max(until_on) end as until,
    {{ collect_ids('_row_id') }} as evidence_ids
from strongest
group by place_code, person_no, state
