-- Grain: occasion whose state its days do not bear out.
select uscc, occasion, event_on, due_on, held_on, state
from {{ ref('talks_due') }}
where event_on > due_on or event_on > business_date or held_on < event_on or held_on > business_date
    or (state in ('held', 'held_late')) <> (held_on is not null)
    or (state = 'missing') <> (held_on is null and due_on < business_date)
    or (state = 'missing') <> (finding_code is not null)
