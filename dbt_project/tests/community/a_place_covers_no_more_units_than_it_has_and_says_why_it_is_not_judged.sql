select place_code, measure, units, covered, rate, met, reason
from {{ ref('coverage_rates') }}
where covered > units or (units = 0) <> (rate is null) or (met is null) <> (reason is not null)
