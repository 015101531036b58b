-- Fails for each key of sampling_weights that stands there more than once.
select authority_code, org_type, risk_tier, checks_from, count(*) as times
from {{ ref('sampling_weights') }}
group by authority_code, org_type, risk_tier, checks_from
having count(*) > 1
