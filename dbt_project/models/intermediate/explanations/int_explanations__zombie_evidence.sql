-- Grain: organisation in force and zombie test it meets, with the rows that show it.
with met as (
    select uscc, test from {{ ref('int_zombies__checks') }} where result = 'met'
),

-- The register shows since when it had to be active, the last activity how long ago that was.
activities as (
    select uscc, max_by(_row_id, held_on) as row_id
    from {{ ref('cur_activities') }}
    where held_on <= {{ business_date() }}
    group by uscc
),

shown as (
    select m.uscc, m.test, a.evidence_id
    from met as m
    inner join {{ ref('annual_inspection') }} as a on m.uscc = a.uscc and a.timeliness = 'missing'
    where m.test = 'missed_inspections'
    union all
    select m.uscc, m.test, o.evidence_row_id as evidence_id
    from met as m
    inner join {{ ref('organizations') }} as o on m.uscc = o.uscc
    union all
    select m.uscc, m.test, a.row_id as evidence_id
    from met as m
    inner join activities as a on m.uscc = a.uscc
    where m.test in ('no_first_activity', 'no_recent_activity')
    union all
    select m.uscc, m.test, c._row_id as evidence_id
    from met as m
    inner join {{ ref('int_zombies__facts') }} as f on m.uscc = f.uscc
    inner join {{ ref('cur_contact_attempts') }} as c
        on m.uscc = c.uscc and c.attempted_on > f.contact_after and c.attempted_on <= {{ business_date() }}
    where m.test = 'unreachable' and c.outcome = 'unreachable'
)

select uscc, test, {{ collect_ids('evidence_id') }} as evidence_ids
from shown
group by uscc, test
