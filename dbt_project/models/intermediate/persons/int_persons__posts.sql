-- Grain: post that a person holds or held: person, organisation, post and day of taking office, begun by the business date.
select
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
    cast(extract(year from {{ business_date() }}) as integer) - p.birth_year as age,
    o.authority_code,
    o.org_type,
    coalesce(o.is_in_force, false) as is_in_force,
    {{ label_zh('post', 'p.post') }} as post_zh,
    p._row_id
from {{ ref('cur_people') }} as p
left join {{ ref('int_organizations__register') }} as o on o.uscc = p.uscc
where p.started_on <= {{ business_date() }}
