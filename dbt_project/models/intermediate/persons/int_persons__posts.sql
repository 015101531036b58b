-- Grain: post that a person holds or held: place that numbers the person, person, organisation, post and day of taking
-- office, begun by the business date.
with begun as (
    select
        -- The number is the delivering bureau's own; two bureaus of one place number alike.
        coalesce(b.jurisdiction_code, o.jurisdiction_code, '') as place_code,
        p.person_no,
        p.person_name,
        p.uscc,
        p.post,
        p.started_on,
        case when p.ended_on <= {{ business_date() }} then p.ended_on end as ended_on,
        coalesce(p.ended_on > {{ business_date() }}, true) as is_open,
        p.notice_from,
        p.notice_to,
        p.evaluated_on,
        p.official_status,
        case when p.approved_on <= {{ business_date() }} then p.approved_on end as approved_on,
        p.terms_served,
        -- Only the year of birth is known: the years surely completed, as of one born at the end of December.
        cast(extract(year from {{ business_date() }}) as integer) - p.birth_year - 1 as age,
        o.authority_code,
        o.org_type,
        coalesce(o.is_in_force, false) as is_in_force,
        {{ label_zh('post', 'p.post') }} as post_zh,
        p._row_id
    from {{ ref('cur_people') }} as p
    left join {{ ref('authorities') }} as b on b.authority_code = p._authority
    left join {{ ref('int_organizations__register') }} as o on o.uscc = p.uscc
    where p.started_on <= {{ business_date() }}
),

-- The same person in the same post again, without a day between or overlapping: nobody left and nobody came.
again as (
    select
        p._row_id,
        max(case when other.started_on < p.started_on
            and coalesce({{ add_days('other.ended_on', 1) }} >= p.started_on, true) then 1 else 0 end) = 1 as is_reappointment,
        max(case when other.started_on <= {{ add_days('p.ended_on', 1) }}
            and coalesce(other.ended_on > p.ended_on, true) then 1 else 0 end) = 1 as is_continued
    from begun as p
    inner join begun as other
        on other.place_code = p.place_code and other.person_no = p.person_no and other.uscc = p.uscc and other.post = p.post
        and other._row_id <> p._row_id
    group by p._row_id
)

select p.*, coalesce(a.is_reappointment, false) as is_reappointment, coalesce(a.is_continued, false) as is_continued
from begun as p
left join again as a on a._row_id = p._row_id
