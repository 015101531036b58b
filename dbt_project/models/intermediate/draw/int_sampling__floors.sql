-- Grain: registering authority and day that needs its floors (the business date, and the day of each draw).
{{ config(tags=['draw']) }}

with days as (

    select {{ business_date() }} as as_of
    union
    select distinct business_date as as_of from {{ source('reference', 'draw_quotas') }}

),

strictest as (

    select
        days.as_of,
        policy.authority_code,
        max(case when policy.parameter = 'sample_desk_bp' then cast(policy.value_number as bigint) end) as desk_bp,
        max(case when policy.parameter = 'sample_onsite_bp' then cast(policy.value_number as bigint) end) as onsite_bp,
        max_by(
            policy.document_id, case when policy.parameter = 'sample_desk_bp' then policy.value_number end
        ) as desk_document_id,
        max_by(
            policy.document_id, case when policy.parameter = 'sample_onsite_bp' then policy.value_number end
        ) as onsite_document_id
    from {{ ref('int_policy__strictest') }} as policy
    inner join days on days.as_of between policy.valid_from and policy.valid_to
    where policy.parameter in ('sample_desk_bp', 'sample_onsite_bp')
    group by days.as_of, policy.authority_code

),

practice as (

    select
        days.as_of,
        policy.authority_code,
        max(case when policy.parameter = 'control_bp' then cast(policy.value_number as bigint) end) as control_bp,
        max(case when policy.parameter = 'rate_basis' then policy.value end) as rate_basis,
        max(
            case when policy.parameter = 'desk_team_size' then cast(policy.value_number as bigint) end
        ) as desk_team_size,
        max(
            case when policy.parameter = 'onsite_team_size' then cast(policy.value_number as bigint) end
        ) as onsite_team_size
    from {{ ref('int_policy__parameters') }} as policy
    inner join days on days.as_of between policy.valid_from and policy.valid_to
    where policy.parameter in ('control_bp', 'rate_basis', 'desk_team_size', 'onsite_team_size')
    group by days.as_of, policy.authority_code

)

select
    authorities.authority_code,
    authorities.name_zh as authority_name,
    strictest.as_of,
    strictest.desk_bp,
    strictest.onsite_bp,
    strictest.desk_document_id,
    strictest.onsite_document_id,
    practice.control_bp,
    practice.rate_basis,
    practice.desk_team_size,
    practice.onsite_team_size
from {{ ref('authorities') }} as authorities
inner join strictest on authorities.authority_code = strictest.authority_code
inner join practice
    on authorities.authority_code = practice.authority_code and strictest.as_of = practice.as_of
where authorities.role <> 'manager'
