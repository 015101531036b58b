-- Fails for each authority that a draw took too few of although it could have taken more: no list may leave.
{{ config(severity='error', tags=['draw']) }}

select
    period,
    attempt,
    authority_code,
    registered,
    desk_required,
    desk_selected,
    onsite_required,
    onsite_selected,
    desk_document_id,
    onsite_document_id
from {{ ref('sampling_compliance') }}
where status = 'under_floor'
