-- Grain: parameter, authority, organisation type and stretch of time in which no row begins or ends.
with bounds as (
    select parameter, authority_code, org_type, valid_from
    from {{ ref('int_policy__authority_parameters') }}

    union

    select parameter, authority_code, org_type, {{ add_days('valid_to', 1) }} as valid_from
    from {{ ref('int_policy__authority_parameters') }}
    where valid_to < date '9999-12-31'
)

select
    parameter,
    authority_code,
    org_type,
    valid_from,
    coalesce(
        {{ add_days('lead(valid_from) over (partition by parameter, authority_code, org_type order by valid_from)', -1) }},
        date '9999-12-31'
    ) as valid_to
from bounds
