select o.uscc, d.steps_done, d.state
from {{ ref('organizations') }} as o
left join {{ ref('decoupling_progress') }} as d on o.uscc = d.uscc
where o.is_in_force and o.org_type = 'association' and o.category = 'industry_chamber'
    and (
        d.uscc is null
        or (d.steps_done = 5) <> (d.state = 'complete')
        or (d.state = 'complete') <> (d.completed_on is not null)
        or (d.state = 'no_record' and d.steps_done > 0)
    )
