-- Grain: inspector. A managing body without a register serves the authority that registers in its place.

with members as (

    select
        inspectors.inspector_id,
        inspectors.inspector_name,
        inspectors.certificate_valid_to,
        inspectors.max_cases,
        coalesce(named.authority_code, nullif(inspectors._authority, '')) as authority_code
    from {{ ref('cur_inspectors') }} as inspectors
    left join {{ ref('authorities') }} as named on inspectors.authority_name = named.name_zh

),

delegations as (

    select managers.authority_code, registrars.authority_code as serves_authority_code
    from {{ ref('authorities') }} as managers
    inner join {{ ref('authorities') }} as registrars
        on managers.jurisdiction_code = registrars.jurisdiction_code and registrars.role = 'registrar'
    where managers.role = 'manager'

),

load_caps as (

    select authority_code, max(cast(value_number as bigint)) as max_cases
    from {{ ref('int_policy__parameters') }}
    where parameter = 'inspector_load_cap' and {{ business_date() }} between valid_from and valid_to
    group by authority_code

)

select
    members.inspector_id,
    members.inspector_name,
    members.authority_code,
    coalesce(delegations.serves_authority_code, members.authority_code) as serves_authority_code,
    members.certificate_valid_to,
    coalesce(members.max_cases, load_caps.max_cases) as max_cases,
    -- A certificate whose term nobody stated cannot be shown to be valid.
    coalesce(members.certificate_valid_to >= {{ business_date() }}, false) as is_valid
from members
left join delegations on members.authority_code = delegations.authority_code
left join load_caps on members.authority_code = load_caps.authority_code
