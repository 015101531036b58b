-- Grain: place, its level and measure; rates are taken over all of the place, never averaged.
{% set year_of_day = "extract(year from " ~ business_date() ~ ")" %}
with authority_counts as (
    select
        p.place_code, p.place_level, c.measure,
        sum(c.numerator) / case when count(c.denominator) > 0 then nullif(sum(c.denominator), 0) else 1 end as computed
    from {{ ref('int_targets__authority_counts') }} as c
    inner join {{ ref('int_jurisdictions__places') }} as p on p.jurisdiction_code = c.jurisdiction_code
    group by p.place_code, p.place_level, c.measure
),

-- A place that handed in no record of a facility is not said to have none.
facilities as (
    select f.*
    from {{ ref('facility_counts') }} as f
    inner join {{ ref('int_community__delivered') }} as d on f.place_code = d.place_code and d.record_kind = 'facilities'
)

select place_code, place_level, measure, round(computed, 6) as computed from authority_counts
union all
select place_code, place_level, case community_kind when 'urban' then 'density_urban' else 'density_rural' end, average
from {{ ref('community_density') }}
union all
select place_code, place_level, measure, rate from {{ ref('coverage_rates') }}
union all
select place_code, place_level, 'volunteers_per_resident', volunteers_per_resident from {{ ref('volunteer_ratios') }}
union all
select place_code, place_level, 'volunteer_organisations_per_resident', organisations_per_resident from {{ ref('volunteer_ratios') }}
union all
select place_code, place_level, 'parks', open_facilities from facilities where facility_kind = 'park'
union all
select place_code, place_level, 'demonstration_party_centres', demonstration_facilities
from facilities
where facility_kind = 'party_service_centre'
union all
select place_code, place_level, 'on_time_re_election', rate from {{ ref('re_election_rates') }}
union all
select place_code, place_level, 'cases_closed', cases_closed from {{ ref('enforcement_counts') }} where year = {{ year_of_day }}
union all
select place_code, place_level, 'illegal_ended', illegal_ended from {{ ref('enforcement_counts') }} where year = {{ year_of_day }}
union all
select place_code, place_level, 'venture_amount_wan', cast(amount_yuan as double) / 10000 from {{ ref('venture_shares') }} where year = {{ year_of_day }}
union all
select place_code, place_level, 'venture_projects', projects from {{ ref('venture_shares') }} where year = {{ year_of_day }}
union all
select place_code, place_level, 'venture_community_share', share from {{ ref('venture_shares') }} where year = {{ year_of_day }}
