-- Grain: town, or community in use; whether each thing that is to be everywhere is there. What is not asked of such a unit is null.
with towns as (
    select district_code, town, max(case when has_hub then 1 else 0 end) = 1 as has_hub
    from {{ ref('int_community__communities') }}
    where town is not null
    group by district_code, town
),

town_facilities as (
    select
        district_code, town,
        max(case when facility_kind = 'org_service_centre' then 1 else 0 end) = 1 as has_service_centre,
        max(case when facility_kind = 'party_service_centre' then 1 else 0 end) = 1 as has_party_centre
    from {{ ref('int_community__facilities') }}
    group by district_code, town
),

town_hubs as (
    select distinct district_code, town
    from {{ ref('int_organizations__register') }}
    where is_in_force and hub_type is not null
)

select
    'town' as unit_kind,
    t.district_code || ':' || t.town as unit_code,
    t.town as unit_zh,
    t.district_code,
    t.town,
    t.has_hub or h.town is not null as has_hub,
    null as has_social_work,
    coalesce(f.has_service_centre, false) as has_service_centre,
    null as has_federation,
    coalesce(f.has_party_centre, false) as has_party_centre,
    null as has_complex
from towns as t
left join town_hubs as h on t.district_code = h.district_code and t.town = h.town
left join town_facilities as f on t.district_code = f.district_code and t.town = f.town

union all

select
    community_kind || '_community', community_code, community_name, district_code, town,
    has_hub, has_social_work, null, has_federation, null, has_complex
from {{ ref('int_community__communities') }}
