-- Grain: registering authority, year of the business date and denominator: no document says out of whom the rate is taken.
with years as (
    select
        cast(extract(year from {{ business_date() }}) as integer) as year,
        {{ day_of_year('extract(year from ' ~ business_date() ~ ')', "'01-01'") }} as starts_on
),

-- Whether the rating held when the year began still was one.
held as (
    select g.uscc
    from {{ ref('current_ratings') }} as g
    cross join years as y
    where g.granted_on < y.starts_on
    qualify row_number() over (partition by g.uscc order by g.granted_on desc) = 1
        and g.valid_to >= y.starts_on and coalesce(g.cancelled_on > y.starts_on, true)
),

organisations as (
    select
        o.uscc, o.authority_code, y.year,
        exists (
            select 1 from {{ ref('current_ratings') }} as g where g.uscc = o.uscc and g.granted_on >= y.starts_on
        ) as is_rated,
        coalesce({{ add_years('o.registered_on', 'wait.value_number') }} <= {{ business_date() }}, false)
            and held.uscc is null and gate.allowed as is_eligible
    from {{ ref('int_organizations__register') }} as o
    cross join years as y
    left join {{ parameter_on('rating_wait_years', 'wait', business_date()) }}
    left join held on o.uscc = held.uscc
    inner join {{ ref('credit_gate') }} as gate on o.uscc = gate.uscc and gate.purpose = 'rating'
    where o.is_in_force
),

denominators as (
    select authority_code, year, 'in_force' as denominator, true as is_counted, is_rated from organisations
    union all
    select authority_code, year, 'eligible', is_eligible, is_rated from organisations
),

counts as (
    select
        authority_code, year, denominator,
        count(case when is_rated and is_counted then 1 end) as rated,
        count(case when is_counted then 1 end) as organisations
    from denominators
    group by authority_code, year, denominator
)

select
    {{ business_date() }} as business_date,
    c.authority_code,
    a.name_zh as authority_name,
    c.year,
    c.denominator,
    {{ rating_denominator_zh('c.denominator') }} as denominator_zh,
    cast(c.rated as integer) as rated,
    cast(c.organisations as integer) as organisations,
    cast(c.rated as double) / nullif(c.organisations, 0) as rate
from counts as c
inner join {{ ref('authorities') }} as a on c.authority_code = a.authority_code
