-- Grain: place and year where more went one way than was spent, or to one kind of social organisation than to all of them.
select place_code, place_level, year from {{ ref('purchase_shares') }} where to_social_orgs_yuan > new_spending_yuan
union all
select place_code, place_level, year from {{ ref('venture_shares') }} where community_amount_yuan > amount_yuan
union all
select place_code, place_level, year
from {{ ref('public_funding') }}
where greatest(to_social_orgs_yuan, welfare_lottery_yuan, competitive_yuan) > amount_yuan
    or greatest(to_community_orgs_yuan, to_social_work_orgs_yuan) > to_social_orgs_yuan
    or evaluated_projects > projects
