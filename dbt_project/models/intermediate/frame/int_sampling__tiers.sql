-- Grain: organisation in force on the business date. The draw tier rests on public facts alone.

with listed as (

    select
        uscc,
        max(case when list_type = 'serious' then 1 else 0 end) = 1 as on_serious,
        max(case when list_type = 'abnormal' then 1 else 0 end) = 1 as on_abnormal
    from {{ ref('credit_list') }}
    where status = 'listed'
    group by uscc

),

latest_duty as (

    select uscc, max_by(timeliness, report_year) as timeliness
    from {{ ref('annual_inspection') }}
    where timeliness not in ('exempt', 'not_due')
    group by uscc

),

-- Grades are coded 1A to 5A: as texts they sort as they rank.
rated as (

    select distinct ratings.uscc
    from {{ ref('cur_ratings') }} as ratings
    inner join {{ ref('int_organizations__register') }} as organizations on ratings.uscc = organizations.uscc
    inner join {{ ref('int_policy__parameters') }} as lowest
        on
            lowest.parameter = 'tier_a_rating_min'
            and organizations.authority_code = lowest.authority_code
            and organizations.org_type = lowest.org_type
            and {{ business_date() }} between lowest.valid_from and lowest.valid_to
    inner join {{ ref('int_policy__parameters') }} as years
        on
            years.parameter = 'rating_valid_years'
            and organizations.authority_code = years.authority_code
            and organizations.org_type = years.org_type
            and ratings.granted_on between years.valid_from and years.valid_to
    where
        ratings.rating >= lowest.value
        and ratings.granted_on <= {{ business_date() }}
        and coalesce(ratings.valid_to, {{ add_months('ratings.granted_on', '12 * years.value_number') }})
        >= {{ business_date() }}
        and (ratings.cancelled_on is null or ratings.cancelled_on > {{ business_date() }})

),

reasons as (

    select
        organizations.uscc,
        case
            when listed.on_serious then 'serious_list'
            when listed.on_abnormal then 'abnormal_list'
            when latest_duty.timeliness = 'missing' then 'annual_duty_missing'
            when rated.uscc is not null then 'high_rating'
            else 'none'
        end as tier_reason
    from {{ ref('int_organizations__register') }} as organizations
    left join listed on organizations.uscc = listed.uscc
    left join latest_duty on organizations.uscc = latest_duty.uscc
    left join rated on organizations.uscc = rated.uscc
    -- Without a known registrar there is nobody to draw it; reconciliation names it.
    where organizations.is_in_force and organizations.authority_code <> ''

)

select
    uscc,
    tier_reason,
    case
        when tier_reason = 'serious_list' then 'D'
        when tier_reason in ('abnormal_list', 'annual_duty_missing') then 'C'
        when tier_reason = 'high_rating' then 'A'
        else 'B'
    end as risk_tier
from reasons
