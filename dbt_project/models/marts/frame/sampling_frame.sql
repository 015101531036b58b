-- Grain: organisation in force on the business date, under its registering authority.
{{ config(tags=['draw']) }}

with units as (

    select
        organizations.authority_code,
        organizations.uscc,
        organizations.org_name,
        organizations.org_type,
        tiers.risk_tier,
        tiers.tier_reason,
        coalesce(checks.checks_12m, 0) as checks_12m,
        coalesce(checks.inspections_12m, 0) as inspections_12m,
        coalesce(checks.draws_12m, 0) as draws_12m,
        case when organizations.status = 'in_liquidation' then 'in_liquidation' else '' end as excluded_reason
    from {{ ref('int_organizations__register') }} as organizations
    inner join {{ ref('int_sampling__tiers') }} as tiers on organizations.uscc = tiers.uscc
    left join {{ ref('int_sampling__checks') }} as checks on organizations.uscc = checks.uscc

)

select
    {{ business_date() }} as business_date,
    units.authority_code,
    units.uscc,
    units.org_name,
    units.org_type,
    units.risk_tier,
    units.tier_reason,
    {{ label('units.tier_reason', {
        'serious_list': '在严重违法失信名单',
        'abnormal_list': '在活动异常名录',
        'annual_duty_missing': '最近年度未参加年检（年报）',
        'high_rating': '评估等级较高且有效',
        'none': '无特别情形',
    }) }} as tier_reason_zh,
    units.checks_12m,
    units.inspections_12m,
    units.draws_12m,
    weights.risk_factor,
    weights.burden_factor,
    weights.weight,
    units.excluded_reason,
    {{ label('units.excluded_reason', {'in_liquidation': '清算中', '': ''}) }} as excluded_reason_zh
from units
-- Left, so that an organisation no weight is known for stops the build (not_null) and does not vanish.
left join {{ ref('sampling_weights') }} as weights
    on
        units.authority_code = weights.authority_code
        and units.org_type = weights.org_type
        and units.risk_tier = weights.risk_tier
        and units.checks_12m >= weights.checks_from
        and (weights.checks_below is null or units.checks_12m < weights.checks_below)
