-- Fails for each key of inspector_recusals that stands there more than once.
{{ config(tags=['draw']) }}

select inspector_id, uscc, recusal_kind, count(*) as times
from {{ ref('inspector_recusals') }}
group by inspector_id, uscc, recusal_kind
having count(*) > 1
