-- Grain: duty of a person in charge that was not met: to leave when ordered to, to be audited on leaving, to report yearly.
with posts as (
    select * from {{ ref('int_persons__posts') }} where is_in_force
),

-- Until the time for the audit has run out, nothing is missing yet. Who is appointed again has not left.
left_office as (
    select
        o.*, {{ add_days('o.ended_on', '-1 * days.value_number') }} as audit_from, {{ add_days('o.ended_on', 'days.value_number') }} as audit_by
    from posts as o
    inner join {{ parameter_on('departure_audit_days', 'days', 'o.ended_on') }}
    where o.post = 'legal_representative' and not o.is_continued
),

reporting_year as (
    select
        cast(extract(year from {{ business_date() }}) - 1 || '-01-01' as date) as first_day,
        cast(extract(year from {{ business_date() }}) - 1 || '-12-31' as date) as last_day
)

select
    p.uscc, p.authority_code, p.place_code, p.person_no, 'removal_order_not_followed' as finding_code, m.held_on as found_on,
    '责令撤换后仍任' || p.post_zh as detail_zh, {{ id_list(['p._row_id', 'm._row_id']) }} as evidence_ids
from {{ ref('int_persons__measures') }} as m
inner join posts as p
    on p.place_code = m.place_code and p.person_no = m.person_no and p.uscc = m.uscc and p.started_on <= m.held_on
where m.state = 'to_be_replaced' and m.is_in_force and p.is_open and m.held_on < {{ business_date() }}
union all
select
    l.uscc, l.authority_code, l.place_code, l.person_no, 'departure_without_audit', l.ended_on,
    '应于' || {{ date_zh('l.audit_by') }} || '前完成离任审计', {{ id_list(['l._row_id']) }}
from left_office as l
where l.audit_by < {{ business_date() }}
    and not exists (
        select 1 from {{ ref('cur_audits') }} as a
        where a.uscc = l.uscc and a.audit_kind = 'departure' and a.audited_on between l.audit_from and l.audit_by
            and coalesce(a.person_no = l.person_no, true)
    )
union all
select
    p.uscc, p.authority_code, p.place_code, p.person_no, 'duty_report_missing', y.last_day,
    extract(year from y.last_day) || '年度未述职', {{ id_list(['p._row_id']) }}
from posts as p
inner join reporting_year as y on p.started_on < y.first_day
where p.post = 'legal_representative' and p.is_open
    and not exists (
        select 1 from {{ ref('int_persons__talks') }} as t
        where t.talk_kind = 'duty_report' and t.held_on between y.first_day and y.last_day
            and ((t.place_code = p.place_code and t.person_no = p.person_no) or (t.person_no is null and t.uscc = p.uscc))
    )
