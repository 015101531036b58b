-- Grain: organisation in force that was registered at an address where another in force of the same authority already was.
with held as (
    select
        *,
        row_number() over (partition by authority_code, trim(address) order by registered_on, uscc) as place_in_line,
        first_value(org_name) over (partition by authority_code, trim(address) order by registered_on, uscc) as first_name,
        first_value(_row_id) over (partition by authority_code, trim(address) order by registered_on, uscc) as first_row_id
    from {{ ref('int_organizations__register') }}
    where is_in_force and trim(address) <> ''
)

select
    h.uscc,
    h.authority_code,
    h.registered_on,
    h.first_name,
    {{ id_list(['h.first_row_id', 'h._row_id']) }} as evidence_ids,
    -- Some places let community organisations share an address.
    h.is_community_org and coalesce(p.value = 'true', false) as is_allowed
from held as h
left join {{ ref('int_policy__parameters') }} as p
    on p.parameter = 'shared_address_allowed'
    and p.authority_code = h.authority_code and p.org_type = h.org_type
    and h.registered_on between p.valid_from and p.valid_to
where h.place_in_line > 1
