-- A unit that is silently left out would raise every rate of its place.
with intended as (
    select community_code as unit_code
    from {{ ref('cur_communities') }}
    where coalesce(abolished_on > {{ business_date() }}, true)
    union
    select district_code || ':' || town
    from {{ ref('cur_communities') }}
    where coalesce(abolished_on > {{ business_date() }}, true) and town is not null
)

select i.unit_code as intended, c.unit_code as found
from intended as i
full outer join {{ ref('community_coverage') }} as c on i.unit_code = c.unit_code
where i.unit_code is null or c.unit_code is null
