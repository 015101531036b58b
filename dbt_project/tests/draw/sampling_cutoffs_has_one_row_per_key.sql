-- Fails for each key of sampling_cutoffs that stands there more than once.
{{ config(tags=['draw']) }}

select period, attempt, authority_code, count(*) as times
from {{ ref('sampling_cutoffs') }}
group by period, attempt, authority_code
having count(*) > 1
