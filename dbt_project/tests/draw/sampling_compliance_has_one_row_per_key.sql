-- Fails for each key of sampling_compliance that stands there more than once.
{{ config(tags=['draw']) }}

select scope, coalesce(period, ''), coalesce(attempt, 0), authority_code, count(*) as times
from {{ ref('sampling_compliance') }}
group by scope, coalesce(period, ''), coalesce(attempt, 0), authority_code
having count(*) > 1
