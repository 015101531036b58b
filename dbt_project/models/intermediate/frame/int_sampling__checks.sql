-- Grain: organisation of the register that was checked or drawn within the burden window up to the business date.
-- A draw counts from the day after its own (the frame of a day must not depend on the draw made from it), and until
-- the check it led to is reported: one visit is one burden.
{{ config(tags=['draw']) }}

with checks as (

    select uscc, inspected_on as checked_on, 1 as inspected, 0 as drawn
    from {{ ref('inspection_results') }}
    where uscc is not null and inspected_on <= {{ business_date() }}
    union all
    select drawn.uscc, drawn.business_date as checked_on, 0 as inspected, 1 as drawn
    from {{ ref('sampling_selection') }} as drawn
    left join {{ ref('inspection_results') }} as done
        on
            drawn.uscc = done.uscc
            and drawn.business_date <= done.inspected_on
            and done.inspected_on <= {{ business_date() }}
    where drawn.is_issued and drawn.business_date < {{ business_date() }} and done.uscc is null

)

select
    checks.uscc,
    cast(sum(checks.inspected) as bigint) as inspections_12m,
    cast(sum(checks.drawn) as bigint) as draws_12m,
    count(*) as checks_12m
from checks
inner join {{ ref('int_organizations__register') }} as organizations on checks.uscc = organizations.uscc
inner join {{ ref('int_policy__parameters') }} as months
    on
        months.parameter = 'burden_window_months'
        and organizations.authority_code = months.authority_code
        and organizations.org_type = months.org_type
        and {{ business_date() }} between months.valid_from and months.valid_to
where checks.checked_on > {{ add_months(business_date(), '-months.value_number') }}
group by checks.uscc
