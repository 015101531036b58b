select place_code, measure, units, covered, rate, met, reason
from {{ ref('coverage_rates') }}
where covered > units or (coalesce(reason, '') in ('no_units', 'no_records')) <> (rate is null) or (met is null) <> (reason is not null)
