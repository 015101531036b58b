-- Grain: term whose state or finding its days do not bear out.
select uscc, state, due_on, term_ends_on, delayed_to, finding_code, found_on
from {{ ref('re_elections') }}
where (state = 'overdue' and due_on >= business_date)
    or (state in ('in_term', 'delayed') and due_on < business_date)
    or (state in ('in_term', 'delayed') and finding_code is not null)
    or found_on > business_date or term_started_on > business_date
