-- Grain: city that counts fewer associations, or fewer on time, than the counties within it.
select city.place_code, city.judged, sum(county.judged) as judged_in_counties
from {{ ref('re_election_rates') }} as city
inner join {{ ref('jurisdictions') }} as j on j.parent_code = city.place_code
inner join {{ ref('re_election_rates') }} as county on county.place_code = j.jurisdiction_code
where city.place_level = 'city'
group by city.place_code, city.judged, city.on_time
having sum(county.judged) > city.judged or sum(county.on_time) > city.on_time
