-- Grain: post and what was wrong with its beginning or is wrong with who holds it.
with posts as (
    select * from {{ ref('int_persons__posts') }} where is_in_force
)

select
    p.uscc, p.authority_code, p.place_code, p.person_no, 'post_during_ban' as finding_code, p.started_on as found_on,
    p.post_zh || '任职时尚在' || {{ date_zh('b.held_on') }} || '起的从业禁止期内' as detail_zh,
    {{ id_list(['p._row_id', 'b._row_id']) }} as evidence_ids
from posts as p
inner join {{ ref('int_persons__measures') }} as b
    on b.place_code = p.place_code and b.person_no = p.person_no and b.state = 'banned'
-- The last day of a ban still counts; the day it is lifted no longer does.
where p.started_on >= b.held_on
    and coalesce(p.started_on <= b.until_on, true)
    and coalesce(p.started_on < b.lifted_on, true)
union all
select
    o.uscc, o.authority_code, o.place_code, o.person_no, 'appointed_without_notice', o.started_on,
    o.post_zh || case when o.notice_from is null or o.notice_to is null then '无任前公示'
        else '公示' || {{ date_zh('o.notice_from') }} || '至' || {{ date_zh('o.notice_to') }} end,
    {{ id_list(['o._row_id']) }}
from posts as o
inner join {{ parameter_on('appointment_notice_days', 'days', 'o.started_on') }}
where o.post in ('chair', 'vice_chair', 'secretary_general', 'legal_representative')
    -- First and last day both count, and the notice is over before office is taken.
    and not coalesce(
        o.notice_to < o.started_on and o.notice_to >= {{ add_days('o.notice_from', 'days.value_number - 1') }}, false
    )
union all
select
    uscc, authority_code, place_code, person_no, 'appointed_without_evaluation', started_on,
    post_zh || case when evaluated_on is null then '无任前考察' else {{ date_zh('evaluated_on') }} || '才考察' end,
    {{ id_list(['_row_id']) }}
from posts
where post in ('chair', 'vice_chair', 'secretary_general', 'legal_representative')
    and coalesce(evaluated_on > started_on, true)
union all
-- Found at the foundation, whichever of the two posts came first.
select
    p.uscc, p.authority_code, p.place_code, p.person_no, 'second_legal_representative_post',
    greatest(p.started_on, other.started_on), '兼任另一组织的法定代表人', {{ id_list(['p._row_id', 'other._row_id']) }}
from posts as p
inner join posts as other
    on other.place_code = p.place_code and other.person_no = p.person_no and other.uscc <> p.uscc and other.post = p.post
where p.org_type = 'foundation' and p.post = 'legal_representative' and p.is_open and other.is_open
union all
select
    uscc, authority_code, place_code, person_no, finding_code, found_on, post_zh || '：' || why_not_zh, {{ id_list(['_row_id']) }}
from {{ ref('int_persons__officials') }}
where not is_lawful and finding_code is not null
