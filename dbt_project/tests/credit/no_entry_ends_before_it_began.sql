{{ config(severity='warn') }}
-- A published list may print a removal before the listing: shown as it is, and told to whoever delivered it.
select decision_row_id, uscc, list_type, listed_on, closed_on
from {{ ref('credit_list') }}
where closed_on < listed_on
