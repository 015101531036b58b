-- Grain: measure of coverage and unit it counts.
{% for measure, column, kinds, rests_on in coverage_measures() %}
select '{{ measure }}' as measure, u.unit_code, u.district_code, u.{{ column }} as is_covered
from {{ ref('int_community__units') }} as u
-- Some documents speak of subdistricts (街道) alone, not of townships.
left join {{ ref('int_policy__place_parameters') }} as p
    on p.parameter = '{{ measure }}_kinds' and p.jurisdiction_code = u.district_code
    and {{ business_date() }} between p.valid_from and p.valid_to
where u.unit_kind in ('{{ kinds | join("', '") }}') and (coalesce(p.value <> 'street', true) or u.unit_zh like '%街道')

union all
{% endfor %}
-- Counties themselves are the units of a city: every one of them that there is on the day.
select 'precision_base_county', j.jurisdiction_code, j.jurisdiction_code, f.district_code is not null
from {{ ref('jurisdictions') }} as j
left join (
    select distinct district_code from {{ ref('int_community__facilities') }} where facility_kind = 'precision_charity_base'
) as f on j.jurisdiction_code = f.district_code
where j.level = 'county' and {{ business_date() }} between j.valid_from and coalesce(j.valid_to, date '9999-12-31')
