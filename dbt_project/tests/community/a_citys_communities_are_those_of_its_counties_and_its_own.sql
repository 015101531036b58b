-- A city's average over averages would be wrong in a way that looks right: its counts must be those of its parts.
with parts as (
    select
        case when j.level = 'city' then j.jurisdiction_code else j.parent_code end as city_code,
        c.community_kind,
        count(*) as communities,
        sum(c.registered_orgs) as registered_orgs,
        sum(c.filed_orgs) as filed_orgs
    from {{ ref('int_community__communities') }} as c
    inner join {{ ref('jurisdictions') }} as j on c.district_code = j.jurisdiction_code and j.level in ('county', 'city')
    group by case when j.level = 'city' then j.jurisdiction_code else j.parent_code end, c.community_kind
)

select d.place_code, p.city_code, p.community_kind, d.communities, p.communities as communities_of_parts
from parts as p
left join {{ ref('community_density') }} as d
    on p.city_code = d.place_code and d.place_level = 'city' and p.community_kind = d.community_kind
where d.place_code is null or d.communities <> p.communities
    or d.registered_orgs <> p.registered_orgs or d.filed_orgs <> p.filed_orgs
