-- Grain: organisation in force and what its latest yearly finances show against a rule. A missing figure is not judged.
with years as (
    select * from {{ ref('int_funds__latest_year') }}
)

select
    uscc, authority_code, 'charity_spending_low' as finding_code, found_on,
    fiscal_year || '年度公益支出' || {{ yuan_zh('charity_expense_yuan') }} || '，不足' || spending_base_zh
        || {{ yuan_zh('spending_base_yuan') }} || '的' || {{ percent_zh('charity_spending_min') }} as detail_zh,
    {{ id_list(['_row_id', 'previous_row_id']) }} as evidence_ids
from years
where charity_expense_yuan < charity_spending_min * spending_base_yuan
union all
select
    uscc, authority_code, 'admin_spending_high', found_on,
    fiscal_year || '年度工资福利和行政办公支出' || {{ yuan_zh('admin_expense_yuan') }} || '，超过总支出'
        || {{ yuan_zh('expense_yuan') }} || '的' || {{ percent_zh('admin_share_max') }},
    {{ id_list(['_row_id']) }}
from years
where admin_expense_yuan > admin_share_max * expense_yuan
union all
select
    uscc, authority_code, 'insolvent', found_on,
    fiscal_year || '年末负债' || {{ yuan_zh('liabilities_yuan') }} || '，资产' || {{ yuan_zh('assets_yuan') }},
    {{ id_list(['_row_id']) }}
from years
where liabilities_yuan > assets_yuan
union all
select
    uscc, authority_code, 'net_assets_below_minimum', found_on,
    fiscal_year || '年末净资产' || {{ yuan_zh('net_assets_yuan') }} || '，低于' || {{ yuan_zh('net_assets_min_yuan') }},
    {{ id_list(['_row_id']) }}
from years
where net_assets_yuan < net_assets_min_yuan
union all
select
    uscc, authority_code, 'related_party_lending', found_on,
    fiscal_year || '年末借给关联方' || {{ yuan_zh('related_lending_yuan') }},
    {{ id_list(['_row_id']) }}
from years
where related_lending_yuan > 0
union all
select
    uscc, authority_code, 'donations_not_disclosed', {{ add_days('disclosure_due_on', 1) }},
    fiscal_year || '年度捐赠收入' || {{ yuan_zh('donation_income_yuan') }} || '，应于' || {{ date_zh('disclosure_due_on') }} || '前公开',
    {{ id_list(['_row_id']) }}
from years
where donation_income_yuan > 0
    and disclosure_due_on < {{ business_date() }}
    and coalesce(donations_disclosed_on > disclosure_due_on, true)
