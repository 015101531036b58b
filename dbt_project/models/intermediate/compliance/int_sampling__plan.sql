-- Grain: registering authority: what a draw of the business date would have to take.
{{ config(tags=['draw']) }}

with registered as (

    select
        authority_code,
        count(*) as registered,
        count(case when excluded_reason = '' then 1 end) as eligible
    from {{ ref('sampling_frame') }}
    group by authority_code

),

drawn_this_year as (

    select
        authority_code,
        cast(sum(desk_selected) as bigint) as desk_selected,
        cast(sum(onsite_selected) as bigint) as onsite_selected
    from {{ ref('sampling_cutoffs') }}
    where
        is_issued
        and business_date < {{ business_date() }}
        and year(business_date) = year({{ business_date() }})
    group by authority_code

),

due as (

    select
        floors.*,
        coalesce(registered.registered, 0) as registered,
        coalesce(registered.eligible, 0) as eligible,
        coalesce(drawn_this_year.desk_selected, 0) as desk_drawn,
        coalesce(drawn_this_year.onsite_selected, 0) as onsite_drawn,
        month({{ business_date() }}) as months_due
    from {{ ref('int_sampling__floors') }} as floors
    left join registered on floors.authority_code = registered.authority_code
    left join drawn_this_year on floors.authority_code = drawn_this_year.authority_code
    where floors.as_of = {{ business_date() }}

),

required as (

    select
        *,
        case
            when rate_basis = 'year'
                then greatest({{ ceil_share_to_month('registered', 'onsite_bp', 'months_due') }} - onsite_drawn, 0)
            else {{ ceil_share('registered', 'onsite_bp') }}
        end as onsite_required,
        case
            when rate_basis = 'year'
                then greatest({{ ceil_share_to_month('registered', 'desk_bp', 'months_due') }} - desk_drawn, 0)
            else {{ ceil_share('registered', 'desk_bp') }}
        end as desk_share
    from due

)

-- On-site checks are among the desk checks, so a draw takes at least as many of these.
select
    authority_code,
    authority_name,
    rate_basis,
    registered,
    eligible,
    desk_bp,
    onsite_bp,
    desk_document_id,
    onsite_document_id,
    greatest(desk_share, onsite_required) as desk_required,
    onsite_required
from required
