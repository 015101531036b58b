-- Grain: award whose least amount exceeds the greatest, or that is paid below 3A.
select uscc, granted_on, rating, award_min_yuan, award_max_yuan
from {{ ref('rating_awards') }}
where award_min_yuan > award_max_yuan or rating < '3A' or is_exact <> (award_min_yuan is not distinct from award_max_yuan)
    or is_blocked <> (blocked_reason_zh is not null)
