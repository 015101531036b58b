-- Grain: revealed draw and selected organisation (protocol OVERSIGHT-DRAW/1, section 3; whole numbers only).
{{ config(tags=['draw']) }}

{% set authority = 'period, attempt, authority_code' %}

with eligible as (

    select
        frames.uscc,
        frames.org_type,
        frames.risk_tier,
        frames.checks_12m,
        frames.weight,
        quotas.period,
        quotas.attempt,
        quotas.business_date,
        quotas.is_issued,
        quotas.authority_code,
        quotas.draw_key,
        quotas.weight_lcm,
        quotas.desk_quota,
        quotas.onsite_quota,
        {{ ceil_share('quotas.desk_quota', 'quotas.control_bp') }} as control_quota,
        {{ ticket('quotas.draw_key', 'C', 'frames.uscc') }} as ticket
    from {{ source('reference', 'draw_frames') }} as frames
    inner join {{ ref('int_sampling__quotas') }} as quotas
        on
            frames.period = quotas.period
            and frames.attempt = quotas.attempt
            and frames.authority_code = quotas.authority_code
    where frames.excluded_reason = ''

),

numbered as (

    select
        *,
        row_number() over (partition by {{ authority }}, weight > 0 order by ticket, uscc) as control_no
    from eligible

),

-- Parts in the order they are taken: C equal chances, D by risk, F only where those do not fill the quota.
parted as (

    select
        *,
        case when weight = 0 then 'F' when control_no <= control_quota then 'C' else 'D' end as part,
        case
            when part = 'D' then {{ weighted_ticket('draw_key', 'D', 'uscc', 'weight_lcm', 'weight') }}
            else cast(ticket as decimal(29, 0))
        end as sort_key
    from numbered

),

desk as (

    select
        *,
        row_number() over (partition by {{ authority }} order by part, sort_key, uscc) as desk_rank
    from parted
    qualify desk_rank <= desk_quota

),

visits as (

    select
        *,
        row_number() over (
            partition by {{ authority }}
            order by {{ weighted_ticket('draw_key', 'S', 'uscc', 'weight_lcm', 'greatest(weight, 1)') }}, uscc
        ) as visit_no
    from desk

)

select
    period,
    attempt,
    business_date,
    is_issued,
    authority_code,
    uscc,
    org_type,
    risk_tier,
    checks_12m,
    weight,
    part,
    {{ label('part', {'C': '等概率对照部分', 'D': '风险加权部分', 'F': '补足部分'}) }} as part_zh,
    desk_rank,
    visit_no <= onsite_quota as onsite,
    cast(sort_key as decimal(38, 0)) as sort_key,
    ticket
from visits
