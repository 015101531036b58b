-- Grain: organisation in force, kind of fund risk and day it was found.
select uscc, authority_code, finding_code, found_on, detail_zh, evidence_ids
from {{ ref('int_funds__year_findings') }}
union all
select
    o.uscc, o.authority_code, 'bad_audit_opinion' as finding_code, a.audited_on as found_on,
    '否定意见或无法表示意见的审计报告：' || {{ join_texts('a.audit_no', '、', 'a.audit_no') }} as detail_zh,
    {{ collect_ids('a._row_id') }} as evidence_ids
from {{ ref('int_organizations__register') }} as o
inner join {{ parameter_on('risk_window_months', 'span', business_date()) }}
inner join {{ ref('cur_audits') }} as a
    on o.uscc = a.uscc
    and a.opinion in ('adverse', 'disclaimer')
    and a.audited_on > {{ add_months(business_date(), '-1 * span.value_number') }}
    and a.audited_on <= {{ business_date() }}
where o.is_in_force
group by o.uscc, o.authority_code, a.audited_on
union all
select
    o.uscc, o.authority_code, 'fund_complaint_verified' as finding_code, max(c.received_on) as found_on,
    '查实的资金投诉' || count(*) || '件' as detail_zh,
    {{ collect_ids('c._row_id') }} as evidence_ids
from {{ ref('int_organizations__register') }} as o
inner join {{ parameter_on('risk_window_months', 'span', business_date()) }}
inner join {{ parameter_on('fund_complaints_min', 'fewest', business_date()) }}
inner join {{ ref('cur_complaints') }} as c
    on o.uscc = c.uscc
    and c.subject = 'funds' and c.is_verified
    and c.received_on > {{ add_months(business_date(), '-1 * span.value_number') }}
    and c.received_on <= {{ business_date() }}
where o.is_in_force
group by o.uscc, o.authority_code
having count(*) >= max(fewest.value_number)
