-- Grain: organisation in force with a delivered post and no state of its bodies, a state without a post, or one its parts do not bear out.
with delivered as (
    select distinct p.uscc
    from {{ ref('cur_people') }} as p
    inner join {{ ref('organizations') }} as o on o.uscc = p.uscc and o.is_in_force
    where p.started_on <= {{ business_date() }}
)

select coalesce(d.uscc, g.uscc) as uscc, g.is_complete, g.missing_zh
from delivered as d
full outer join {{ ref('governance_states') }} as g on g.uscc = d.uscc
where d.uscc is null or g.uscc is null
    or g.is_complete <> (g.missing_zh is null)
    or (g.is_complete and not (g.has_legal_representative and g.has_supervisor and (g.has_chair or g.org_type = 'service_org')))
    or (g.is_complete and (g.finding_code is not null or g.term_state in ('overdue', 'delay_too_long')))
