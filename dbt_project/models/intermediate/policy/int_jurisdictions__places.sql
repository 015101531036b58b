-- Grain: place whose records are counted, and row it counts in: a county's in the county and in the city, a city's
-- own in its own row and in the city's. So a city's figure is taken over everything in it, never averaged.
select jurisdiction_code, jurisdiction_code as place_code, name_zh as place_zh, 'county' as place_level
from {{ ref('jurisdictions') }}
where level = 'county'
union all
select c.jurisdiction_code, p.jurisdiction_code as place_code, p.name_zh as place_zh, 'city' as place_level
from {{ ref('jurisdictions') }} as c
inner join {{ ref('jurisdictions') }} as p on p.jurisdiction_code = c.parent_code
where c.level = 'county'
union all
select jurisdiction_code, jurisdiction_code as place_code, name_zh as place_zh, 'city' as place_level
from {{ ref('jurisdictions') }}
where level = 'city'
union all
select jurisdiction_code, jurisdiction_code as place_code, name_zh || '本级' as place_zh, 'city_own' as place_level
from {{ ref('jurisdictions') }}
where level = 'city'
