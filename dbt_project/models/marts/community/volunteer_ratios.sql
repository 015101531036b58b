-- Grain: place of which a count was delivered; a city is the sum of the latest counts of its counties.
with latest as (
    select district_code, counted_on, resident_population, registered_volunteers, volunteer_organisations
    from {{ ref('cur_volunteers') }}
    where counted_on <= {{ business_date() }}
    qualify row_number() over (partition by district_code order by counted_on desc) = 1
),

summed as (
    select
        p.place_code, p.place_zh, p.place_level,
        count(*) as counties_counted,
        min(l.counted_on) as counted_since,
        max(l.counted_on) as counted_until,
        sum(l.resident_population) as resident_population,
        sum(l.registered_volunteers) as registered_volunteers,
        -- A sum with an unknown in it is unknown.
        case when count(l.volunteer_organisations) = count(*) then sum(l.volunteer_organisations) end as volunteer_organisations
    from latest as l
    inner join {{ ref('jurisdictions') }} as j on l.district_code = j.jurisdiction_code and j.level = 'county'
    inner join {{ ref('int_jurisdictions__places') }} as p on j.jurisdiction_code = p.jurisdiction_code
    group by p.place_code, p.place_zh, p.place_level
),

shared as (
    select
        *,
        cast(registered_volunteers as double) / nullif(resident_population, 0) as volunteers_per_resident,
        cast(volunteer_organisations as double) / nullif(resident_population, 0) as organisations_per_resident
    from summed
)

select
    {{ business_date() }} as business_date,
    s.place_code,
    s.place_zh,
    s.place_level,
    {{ place_level_zh('s.place_level') }} as place_level_zh,
    cast(s.counties_counted as integer) as counties_counted,
    s.counted_since,
    s.counted_until,
    cast(s.resident_population as bigint) as resident_population,
    cast(s.registered_volunteers as bigint) as registered_volunteers,
    cast(s.volunteer_organisations as bigint) as volunteer_organisations,
    s.volunteers_per_resident,
    v.value_number as required_volunteers_per_resident,
    s.volunteers_per_resident >= v.value_number as met_volunteers,
    s.organisations_per_resident,
    o.value_number as required_organisations_per_resident,
    s.organisations_per_resident >= o.value_number as met_organisations,
    coalesce(v.document_id, o.document_id) as document_id,
    coalesce(v.article, o.article) as article,
    coalesce(v.evidence, o.evidence) as evidence
from shared as s
left join {{ ref('int_policy__place_parameters') }} as v
    on v.parameter = 'volunteers_per_resident_min' and v.jurisdiction_code = s.place_code
    and {{ business_date() }} between v.valid_from and v.valid_to
left join {{ ref('int_policy__place_parameters') }} as o
    on o.parameter = 'volunteer_org_per_resident_min' and o.jurisdiction_code = s.place_code
    and {{ business_date() }} between o.valid_from and o.valid_to
