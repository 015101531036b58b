-- Grain: fund risk of a day that has not come.
select uscc, finding_code, found_on
from {{ ref('fund_risks') }}
where found_on > business_date
