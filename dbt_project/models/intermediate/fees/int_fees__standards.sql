-- Grain: fee standard in effect on the business date, of an organisation in force.
select
    r.uscc, r.authority_code, r.org_type, r.category,
    f.fee_no, f.fee_kind, f.fee_name, f.tiers, f.amount_yuan, f.is_equal_within_tier, f.voted_on, f.is_voluntary,
    f.blocks_exit, f.collected_by_branch, f.effective_from, f._row_id,
    -- The first standard of an item may stand; what follows asks for the same item again.
    f.fee_name is not null
        and row_number() over (partition by f.uscc, f.fee_kind, f.fee_name order by f.effective_from, f.fee_no) > 1 as is_repeat
from {{ ref('int_organizations__register') }} as r
inner join {{ ref('cur_fees') }} as f on r.uscc = f.uscc
where r.is_in_force
    and f.effective_from <= {{ business_date() }}
    and coalesce(f.effective_to >= {{ business_date() }}, true)
