-- Grain: authority whose party coverage does not add up.
select *
from {{ ref('party_coverage') }}
where with_own + with_joint + instructors_only <> covered or covered > organisations_counted or organisations_counted > organisations
    or own_lacking > needing_own or with_functional > with_own
