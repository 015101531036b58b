-- Grain: revealed draw and authority: how many it took, and the last ticket it took of each part.
{{ config(tags=['draw']) }}

with taken as (

    select
        period,
        attempt,
        authority_code,
        count(*) as desk_selected,
        count(case when onsite then 1 end) as onsite_selected,
        count(case when part = 'C' then 1 end) as control_selected,
        max(case when part = 'C' then sort_key end) as control_cutoff,
        max(case when part = 'D' then sort_key end) as risk_cutoff
    from {{ ref('sampling_selection') }}
    group by period, attempt, authority_code

)

select
    quotas.period,
    quotas.attempt,
    quotas.business_date,
    quotas.is_issued,
    quotas.is_superseded,
    quotas.authority_code,
    quotas.registered,
    quotas.eligible,
    quotas.desk_quota,
    quotas.onsite_quota,
    coalesce(taken.desk_selected, 0) as desk_selected,
    coalesce(taken.onsite_selected, 0) as onsite_selected,
    coalesce(taken.control_selected, 0) as control_selected,
    taken.control_cutoff,
    taken.risk_cutoff
from {{ ref('int_sampling__quotas') }} as quotas
left join taken
    on
        quotas.period = taken.period
        and quotas.attempt = taken.attempt
        and quotas.authority_code = taken.authority_code
