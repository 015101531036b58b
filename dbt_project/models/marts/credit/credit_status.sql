-- Grain: organisation in the register or ever on a credit list.
with organisations as (
    select uscc, org_name, authority_code, true as in_register
    from {{ ref('int_organizations__register') }}
    union all
    select uscc, max(org_name) as org_name, max(authority_code) as authority_code, false as in_register
    from {{ ref('credit_list') }}
    where not in_register
    group by uscc
),

candidates as (
    select
        uscc,
        count(case when status = 'open' then 1 end) as open_candidates,
        count(case when status = 'noticed' then 1 end) as noticed_candidates
    from {{ ref('credit_candidates') }}
    group by uscc
)

select
    o.uscc,
    o.org_name,
    o.authority_code,
    o.in_register,
    abnormal.uscc is not null as on_abnormal,
    abnormal.since as abnormal_since,
    abnormal.clock_start as abnormal_clock_start,
    abnormal.earliest_removal_on as abnormal_earliest_removal_on,
    serious.uscc is not null as on_serious,
    serious.since as serious_since,
    serious.clock_start as serious_clock_start,
    serious.earliest_removal_on as serious_earliest_removal_on,
    coalesce(c.open_candidates, 0) as open_candidates,
    coalesce(c.noticed_candidates, 0) as noticed_candidates,
    coalesce(serious_said.sentence_zh, '') || coalesce(abnormal_said.sentence_zh, '')
    || case when abnormal.uscc is null and serious.uscc is null then '现未列入活动异常名录和严重违法失信名单。' else '' end
    || case when c.open_candidates > 0 then '有' || c.open_candidates || '条列入线索待处理。' else '' end
    || case when c.noticed_candidates > 0 then '有' || c.noticed_candidates || '条已告知拟列入，等待决定。' else '' end
        as explanation_zh,
    {{ business_date() }} as business_date
from organisations as o
left join {{ ref('int_credit__standings') }} as abnormal
    on o.uscc = abnormal.uscc and abnormal.list_type = 'abnormal'
left join {{ ref('int_credit__standings') }} as serious
    on o.uscc = serious.uscc and serious.list_type = 'serious'
left join {{ ref('int_credit__sentences') }} as abnormal_said
    on o.uscc = abnormal_said.uscc and abnormal_said.list_type = 'abnormal'
left join {{ ref('int_credit__sentences') }} as serious_said
    on o.uscc = serious_said.uscc and serious_said.list_type = 'serious'
left join candidates as c on o.uscc = c.uscc
