-- Grain: authority, type of organisation, draw tier and number of checks from which a burden factor holds.

with in_force as (

    select authority_code, org_type, parameter, cast(value_number as bigint) as value_number
    from {{ ref('int_policy__parameters') }}
    where {{ business_date() }} between valid_from and valid_to

),

tiers as (

    select authority_code, org_type, replace(parameter, 'tier_weight_', '') as risk_tier, value_number as risk_factor
    from in_force
    where parameter like 'tier\_weight\_%' escape '\'

),

caps as (

    select authority_code, org_type, value_number as checks_from
    from in_force
    where parameter = 'burden_cap'

),

burdens as (

    select
        factors.authority_code,
        factors.org_type,
        cast(replace(factors.parameter, 'burden_factor_', '') as bigint) as checks_from,
        factors.value_number as burden_factor
    from in_force as factors
    inner join caps on factors.authority_code = caps.authority_code and factors.org_type = caps.org_type
    where
        factors.parameter like 'burden\_factor\_%' escape '\'
        and cast(replace(factors.parameter, 'burden_factor_', '') as bigint) < caps.checks_from
    union all
    select authority_code, org_type, checks_from, 0 as burden_factor
    from caps

),

spans as (

    select
        *,
        lead(checks_from) over (partition by authority_code, org_type order by checks_from) as checks_below
    from burdens

)

select
    tiers.authority_code,
    tiers.org_type,
    tiers.risk_tier,
    spans.checks_from,
    spans.checks_below,
    tiers.risk_factor,
    spans.burden_factor,
    tiers.risk_factor * spans.burden_factor as weight
from tiers
inner join spans on tiers.authority_code = spans.authority_code and tiers.org_type = spans.org_type
