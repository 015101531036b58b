-- The clock of an entry runs from its own listing or a later one, and stops with its end.
select decision_row_id, uscc, list_type, listed_on, clock_start, closed_on, status
from {{ ref('credit_list') }}
where
    clock_start < listed_on
    or (status <> 'listed' and clock_start is not null)
    or (status = 'listed' and listed_on is not null and clock_start is null)
    or (status = 'listed') <> (closed_on is null)
    or closed_on > business_date
