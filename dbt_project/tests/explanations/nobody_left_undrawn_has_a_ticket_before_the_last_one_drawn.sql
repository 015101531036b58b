-- What is said of a ticket must be what the draw did with it.
select uscc, period, attempt, control_ticket, control_cutoff, risk_ticket, risk_cutoff
from {{ ref('int_explanations__tickets') }}
where
    (state = 'not_drawn' and weight > 0 and (control_ticket <= control_cutoff or risk_ticket < risk_cutoff))
    or (state = 'drawn' and sort_key <> control_ticket and sort_key <> risk_ticket)
