-- Grain: revealed draw and authority, with what its rule asks of the frame.
{{ config(tags=['draw']) }}

with registered as (

    select
        period,
        attempt,
        authority_code,
        count(*) as registered,
        count(case when excluded_reason = '' then 1 end) as eligible
    from {{ source('reference', 'draw_frames') }}
    group by period, attempt, authority_code

),

attempts as (

    select period, max(attempt) as last_attempt
    from {{ source('reference', 'draw_frames') }}
    group by period

)

select
    quotas.period,
    quotas.attempt,
    quotas.business_date,
    quotas.is_issued,
    quotas.attempt < attempts.last_attempt as is_superseded,
    quotas.authority_code,
    quotas.draw_key,
    quotas.weight_lcm,
    registered.registered,
    registered.eligible,
    coalesce(quotas.desk_quota, {{ ceil_share('registered.registered', 'quotas.desk_bp') }}) as desk_quota,
    coalesce(quotas.onsite_quota, {{ ceil_share('registered.registered', 'quotas.onsite_bp') }}) as onsite_quota,
    quotas.control_bp
from {{ source('reference', 'draw_quotas') }} as quotas
inner join registered
    on
        quotas.period = registered.period
        and quotas.attempt = registered.attempt
        and quotas.authority_code = registered.authority_code
inner join attempts on quotas.period = attempts.period
