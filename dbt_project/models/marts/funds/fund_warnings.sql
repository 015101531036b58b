-- Grain: organisation in force with at least one fund risk; the gravest risk gives the level.
with kinds as (
    select
        uscc, authority_code, finding_code,
        max(finding_zh) as finding_zh,
        max(case level when 'high' then 3 when 'medium' then 2 else 1 end) as rank_of_level,
        max(actor_zh) as actor_zh,
        min(found_on) as since
    from {{ ref('fund_risks') }}
    group by uscc, authority_code, finding_code
),

warned as (
    select
        uscc, authority_code,
        case max(rank_of_level) when 3 then 'high' when 2 then 'medium' else 'low' end as warning_level,
        {{ join_texts('finding_zh', '；', 'rank_of_level desc, finding_code') }} as reasons_zh,
        {{ join_texts('distinct actor_zh', '、', 'actor_zh') }} as actors_zh,
        cast(count(*) as integer) as risks,
        min(since) as since
    from kinds
    group by uscc, authority_code
)

select
    {{ business_date() }} as business_date,
    w.uscc,
    o.org_name,
    w.authority_code,
    o.authority_name,
    o.district_code,
    w.warning_level,
    {{ finding_level_zh('w.warning_level') }} as warning_level_zh,
    w.reasons_zh,
    w.actors_zh,
    w.risks,
    w.since
from warned as w
inner join {{ ref('int_organizations__register') }} as o on w.uscc = o.uscc
