-- Grain: contradiction read off the printed tables by eye that the query does not find.
select known.contradiction_id
from (
    select 'list-against-breakdown-baseline:3:全市合计' as contradiction_id
    union all select 'baseline-above-target:2:龙港'
    union all select 'baseline-above-target:15:市本级'
    union all select 'city-against-rows:2:全市合计'
    union all select 'no-baseline:5:全市合计'
    union all select 'text-target:7:全市合计'
) as known
left join {{ ref('reconciliation') }} as r on r.contradiction_id = known.contradiction_id
where r.contradiction_id is null
