select c.candidate_id, c.uscc, c.ground_code, c.status, c.decision_row_id
from {{ ref('credit_candidates') }} as c
left join {{ ref('cur_list_decisions') }} as d
    on
        c.decision_row_id = d._row_id
        and c.uscc = d.uscc
        and c.list_type = d.list_type
        and c.ground_code = d.ground
where
    (c.status in ('listed', 'closed', 'waived') and d._row_id is null)
    or (c.status in ('open', 'noticed') and c.decision_row_id is not null)
