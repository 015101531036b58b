-- Warns of each draw that took every eligible organisation of an authority and still is below a floor.
{{ config(severity='warn', tags=['draw']) }}

select period, attempt, authority_code, registered, eligible, desk_required, desk_selected, onsite_required, onsite_selected
from {{ ref('sampling_compliance') }}
where scope = 'draw' and status = 'exhausted'
