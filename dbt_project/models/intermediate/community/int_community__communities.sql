-- Grain: community in use, with what is in it.
with organisations as (
    select
        community_code,
        sum(case when is_community_org then 1 else 0 end) as registered_orgs,
        max(case when hub_type is not null then 1 else 0 end) as hubs,
        max(case when hub_type = 'federation' then 1 else 0 end) as federations,
        max(case when is_social_work then 1 else 0 end) as social_work
    from {{ ref('int_organizations__register') }}
    where is_in_force and community_code is not null
    group by community_code
),

filings as (
    select community_code, count(*) as filed_orgs
    from {{ ref('community_filings') }}
    where state = 'filed' and community_code is not null
    group by community_code
),

facilities as (
    select
        community_code,
        max(case when facility_kind = 'social_work_station' then 1 else 0 end) as stations,
        max(case when facility_kind = 'community_complex' and is_run_by_organisation then 1 else 0 end) as complexes
    from {{ ref('int_community__facilities') }}
    where community_code is not null
    group by community_code
)

select
    c.community_code,
    c.community_name,
    c.community_kind,
    c.district_code,
    c.town,
    coalesce(o.registered_orgs, 0) as registered_orgs,
    coalesce(f.filed_orgs, 0) as filed_orgs,
    coalesce(o.hubs = 1, false) as has_hub,
    coalesce(o.social_work = 1, false) or coalesce(p.stations = 1, false) as has_social_work,
    coalesce(o.federations = 1, false) as has_federation,
    coalesce(p.complexes = 1, false) as has_complex
from {{ ref('cur_communities') }} as c
left join organisations as o on c.community_code = o.community_code
left join filings as f on c.community_code = f.community_code
left join facilities as p on c.community_code = p.community_code
where coalesce(c.abolished_on > {{ business_date() }}, true)
