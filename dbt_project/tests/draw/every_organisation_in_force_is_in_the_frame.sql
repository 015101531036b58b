-- Fails for each organisation in force of a known registrar that the frame lacks, or has under another authority.
{{ config(tags=['draw']) }}

select organizations.uscc, organizations.authority_code, frame.authority_code as frame_authority_code
from {{ ref('int_organizations__register') }} as organizations
left join {{ ref('sampling_frame') }} as frame on organizations.uscc = frame.uscc
where organizations.is_in_force and organizations.authority_code <> '' and organizations.authority_code is distinct from frame.authority_code
