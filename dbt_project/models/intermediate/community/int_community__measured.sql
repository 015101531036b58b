-- Grain: measure of coverage and unit it counts.
{% for measure, column, kinds, rests_on in coverage_measures() %}
select '{{ measure }}' as measure, unit_code, district_code, {{ column }} as is_covered
from {{ ref('int_community__units') }}
where unit_kind in ('{{ kinds | join("', '") }}')

union all
{% endfor %}
-- Counties themselves are the units of a city: every one of them that there is on the day.
select 'precision_base_county', j.jurisdiction_code, j.jurisdiction_code, f.district_code is not null
from {{ ref('jurisdictions') }} as j
left join (
    select distinct district_code from {{ ref('int_community__facilities') }} where facility_kind = 'precision_charity_base'
) as f on j.jurisdiction_code = f.district_code
where j.level = 'county' and {{ business_date() }} between j.valid_from and coalesce(j.valid_to, date '9999-12-31')
