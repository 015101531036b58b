select c.candidate_id, c.uscc, c.ground_code, c.event_date
from {{ ref('credit_candidates') }} as c
left join {{ ref('grounds') }} as g
    on
        c.ground_code = g.ground_code
        and c.list_type = g.list_type
        and c.event_date >= g.valid_from
        and (g.valid_to is null or c.event_date <= g.valid_to)
        and g.enabled
where g.ground_code is null or c.event_date > c.business_date
