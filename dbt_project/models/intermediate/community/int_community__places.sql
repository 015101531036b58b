-- Grain: county or city that has a community in use or an open facility.
with seen as (
    select district_code from {{ ref('int_community__communities') }}
    union
    select district_code from {{ ref('int_community__facilities') }}
)

select distinct p.place_code, p.place_zh, p.place_level
from seen as s
inner join {{ ref('int_jurisdictions__places') }} as p
    on s.district_code = p.jurisdiction_code and p.place_level in ('county', 'city')
