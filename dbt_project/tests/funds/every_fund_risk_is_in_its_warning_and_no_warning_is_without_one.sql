-- Grain: organisation whose warning and risks disagree: one lacks the other, a graver risk, or an earlier day.
with risks as (
    select uscc, count(distinct finding_code) as risks, min(found_on) as since, max(case when level = 'high' then 1 else 0 end) as is_high
    from {{ ref('fund_risks') }}
    group by uscc
)

select coalesce(r.uscc, w.uscc) as uscc, r.risks as found, w.risks as warned, w.warning_level
from risks as r
full outer join {{ ref('fund_warnings') }} as w on r.uscc = w.uscc
where r.uscc is null or w.uscc is null
    or r.risks <> w.risks or r.since <> w.since
    or (r.is_high = 1) <> (w.warning_level = 'high')
