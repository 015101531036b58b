-- Grain: authority whose party coverage adds up to more than its organisations.
select *
from {{ ref('party_coverage') }}
where with_own + with_joint > covered or covered > organisations_counted or organisations_counted > organisations
    or own_lacking > needing_own
