-- Grain: revealed draw and authority: what was due by the floors of its day, and what was selected.
-- Where the rate counts by the year, the draws issued earlier in that year count too.
{{ config(tags=['draw']) }}

with earlier as (

    select
        draws.period,
        draws.attempt,
        draws.authority_code,
        cast(sum(previous.desk_selected) as bigint) as desk_selected,
        cast(sum(previous.onsite_selected) as bigint) as onsite_selected
    from {{ ref('sampling_cutoffs') }} as draws
    inner join {{ ref('sampling_cutoffs') }} as previous
        on
            draws.authority_code = previous.authority_code
            and year(draws.business_date) = year(previous.business_date)
            and draws.business_date > previous.business_date
            and previous.is_issued
    group by draws.period, draws.attempt, draws.authority_code

),

due as (

    select
        cutoffs.*,
        floors.authority_name,
        floors.rate_basis,
        floors.desk_bp,
        floors.onsite_bp,
        floors.desk_document_id,
        floors.onsite_document_id,
        month(cutoffs.business_date) as months_due,
        case when floors.rate_basis = 'year' then coalesce(earlier.desk_selected, 0) else 0 end as desk_earlier,
        case when floors.rate_basis = 'year' then coalesce(earlier.onsite_selected, 0) else 0 end as onsite_earlier
    from {{ ref('sampling_cutoffs') }} as cutoffs
    inner join {{ ref('int_sampling__floors') }} as floors
        on cutoffs.authority_code = floors.authority_code and cutoffs.business_date = floors.as_of
    left join earlier
        on
            cutoffs.period = earlier.period
            and cutoffs.attempt = earlier.attempt
            and cutoffs.authority_code = earlier.authority_code

)

select
    *,
    case
        when rate_basis = 'year'
            then greatest({{ ceil_share_to_month('registered', 'desk_bp', 'months_due') }} - desk_earlier, 0)
        else {{ ceil_share('registered', 'desk_bp') }}
    end as desk_required,
    case
        when rate_basis = 'year'
            then greatest({{ ceil_share_to_month('registered', 'onsite_bp', 'months_due') }} - onsite_earlier, 0)
        else {{ ceil_share('registered', 'onsite_bp') }}
    end as onsite_required
from due
