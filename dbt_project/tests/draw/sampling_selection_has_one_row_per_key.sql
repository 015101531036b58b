-- Fails for each key of sampling_selection that stands there more than once.
{{ config(tags=['draw']) }}

select period, attempt, uscc, count(*) as times
from {{ ref('sampling_selection') }}
group by period, attempt, uscc
having count(*) > 1
