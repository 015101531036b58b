-- Grain: county where new community foundations are asked for, and year from the one in which that rule began.
with duties as (
    select
        j.jurisdiction_code as place_code, j.name_zh as place_zh, p.value_number as required,
        p.document_id, p.article, p.evidence, y.day as year_end, cast(extract(year from y.day) as integer) as year
    from {{ ref('int_calendar__days') }} as y
    inner join {{ ref('int_policy__place_parameters') }} as p
        on p.parameter = 'new_community_foundations_per_year_min'
        and least(y.day, {{ business_date() }}) between p.valid_from and p.valid_to
    inner join {{ ref('jurisdictions') }} as j
        on p.jurisdiction_code = j.jurisdiction_code and j.level = 'county'
        and least(y.day, {{ business_date() }}) between j.valid_from and coalesce(j.valid_to, date '9999-12-31')
    where extract(month from y.day) = 12 and extract(day from y.day) = 31
        and extract(year from y.day) <= extract(year from {{ business_date() }})
),

founded as (
    select district_code, cast(extract(year from registered_on) as integer) as year, count(*) as founded
    from {{ ref('int_organizations__register') }}
    where is_community_foundation
    group by district_code, extract(year from registered_on)
),

judged as (
    select
        d.*,
        coalesce(f.founded, 0) as founded,
        case
            when coalesce(f.founded, 0) >= d.required then 'met'
            when {{ business_date() }} < d.year_end then 'not_yet'
            else 'not_met'
        end as state
    from duties as d
    left join founded as f on d.place_code = f.district_code and d.year = f.year
)

select
    {{ business_date() }} as business_date,
    place_code,
    place_zh,
    year,
    cast(founded as integer) as founded,
    cast(required as integer) as required,
    state,
    {{ foundation_state_zh('state') }} as state_zh,
    document_id,
    article,
    evidence
from judged
