-- Grain: registering authority, with the rates that bind a draw of the business date.
{{ config(tags=['draw']) }}

select
    as_of as business_date,
    authority_code,
    authority_name,
    desk_bp,
    onsite_bp,
    desk_document_id,
    onsite_document_id,
    control_bp,
    rate_basis,
    desk_team_size,
    onsite_team_size
from {{ ref('int_sampling__floors') }}
where as_of = {{ business_date() }}
