-- Grain: county or city, and kind of record of which at least one was ever delivered for it. What is not in this list
-- was not handed in: nothing can be said of it, not even that there is none.
with records as (
    select district_code, 'facilities' as record_kind from {{ ref('cur_facilities') }}
    union
    select o.district_code, k.record_kind
    from {{ ref('int_organizations__register') }} as o
    inner join {{ ref('cur_organizations') }} as d on o.uscc = d.uscc
    inner join (
        select 'hubs' as record_kind
        union all
        select 'social_work'
        union all
        select 'community_orgs'
    ) as k
        on (k.record_kind = 'hubs' and d.hub_type is not null)
        or (k.record_kind = 'social_work' and d.is_social_work is not null)
        or (k.record_kind = 'community_orgs' and d.is_community_org is not null)
)

select distinct p.place_code, r.record_kind
from records as r
inner join {{ ref('int_jurisdictions__places') }} as p
    on r.district_code = p.jurisdiction_code and p.place_level in ('county', 'city')
