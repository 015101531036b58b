-- Grain: organisation in force with finances: its latest finished year that is known, and what the rules of its place ask.
with known as (
    select *
    from {{ ref('cur_finances') }}
    where fiscal_year < extract(year from {{ business_date() }})
        and coalesce(reported_on <= {{ business_date() }}, true)
),

latest as (
    select
        f.uscc, r.authority_code, r.org_type, r.is_community_org and r.hub_type is not null as is_community_hub,
        r.has_public_fundraising, f.fiscal_year,
        {{ year_end('f.fiscal_year') }} as year_ends_on,
        coalesce(f.reported_on, {{ year_end('f.fiscal_year') }}) as found_on,
        f.donation_income_yuan, f.expense_yuan, f.charity_expense_yuan, f.admin_expense_yuan, f.assets_yuan,
        f.liabilities_yuan, f.net_assets_yuan, f.related_lending_yuan, f.donations_disclosed_on, f._row_id
    from {{ ref('int_organizations__register') }} as r
    inner join known as f on r.uscc = f.uscc
    where r.is_in_force
    qualify row_number() over (partition by f.uscc order by f.fiscal_year desc) = 1
)

select
    o.*,
    -- A foundation that may raise funds from the public is measured by last year's income, any other by its balance;
    -- where nobody said which it is, neither number is held against it.
    case when o.has_public_fundraising then '上年总收入' when not o.has_public_fundraising then '上年末净资产' end as spending_base_zh,
    case when o.has_public_fundraising then previous.income_yuan when not o.has_public_fundraising then previous.net_assets_yuan end
        as spending_base_yuan,
    previous._row_id as previous_row_id,
    case when o.has_public_fundraising then {{ exact_number('of_income.value') }} else {{ exact_number('spending.value') }} end as charity_spending_min,
    {{ exact_number('admin.value') }} as admin_share_max,
    case when o.is_community_hub and capital.value is not null then coalesce({{ exact_number('hub.value') }}, {{ exact_number('capital.value') }})
        else {{ exact_number('capital.value') }} end as net_assets_min_yuan,
    {{ add_days('o.year_ends_on', 'disclosure.value_number') }} as disclosure_due_on
from latest as o
left join known as previous on o.uscc = previous.uscc and o.fiscal_year - 1 = previous.fiscal_year
left join {{ parameter_on('foundation_charity_spending_min', 'spending', 'o.found_on') }}
left join {{ parameter_on('foundation_public_spending_min', 'of_income', 'o.found_on') }}
left join {{ parameter_on('hub_capital_min_yuan', 'hub', 'o.found_on') }}
left join {{ parameter_on('foundation_admin_share_max', 'admin', 'o.found_on') }}
left join {{ parameter_on('capital_min_yuan', 'capital', 'o.found_on') }}
left join {{ parameter_on('donation_disclosure_days', 'disclosure', 'o.year_ends_on') }}
