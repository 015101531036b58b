-- Grain: organisation in the register as of the business date: whom to reach, masked.
select
    uscc,
    authority_code,
    case when legal_representative is not null then substr(legal_representative, 1, 1) || '**' end as legal_representative_masked,
    case when length(phone) > 4 then substr(phone, 1, 3) || '****' || substr(phone, length(phone) - 3, 4) end as phone_masked,
    cast({{ business_date() }} as date) as business_date,
    _row_id as evidence_row_id
from {{ ref('int_organizations__register') }}
