-- Grain: place and year where more went to social or community organisations than was spent.
select place_code, place_level, year from {{ ref('purchase_shares') }} where to_social_orgs_yuan > new_spending_yuan
union all
select place_code, place_level, year from {{ ref('venture_shares') }} where community_amount_yuan > amount_yuan
