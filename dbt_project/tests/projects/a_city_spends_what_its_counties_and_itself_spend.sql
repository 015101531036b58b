-- Grain: city and year whose money is not the sum of its counties' and its own.
with shares as (
    select 'purchase' as kind, place_code, place_level, year, new_spending_yuan as whole, to_social_orgs_yuan as part
    from {{ ref('purchase_shares') }}
    union all
    select 'venture', place_code, place_level, year, amount_yuan, community_amount_yuan
    from {{ ref('venture_shares') }}
    union all
    select 'public ' || project_kind, place_code, place_level, year, amount_yuan, competitive_yuan
    from {{ ref('public_funding') }}
),

below as (
    select
        s.kind, case when s.place_level = 'county' then j.parent_code else s.place_code end as city_code, s.year,
        sum(s.whole) as whole, sum(s.part) as part
    from shares as s
    inner join {{ ref('jurisdictions') }} as j on s.place_code = j.jurisdiction_code
    where s.place_level <> 'city'
    group by 1, 2, 3
)

select b.kind, b.city_code, b.year, b.whole as added_up, c.whole as shown
from below as b
full outer join (select * from shares where place_level = 'city') as c
    on b.kind = c.kind and b.city_code = c.place_code and b.year = c.year
where b.whole is distinct from c.whole or b.part is distinct from c.part
