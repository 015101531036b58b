-- Grain: organisation in force and kind of fee violation, with all its standards that show it.
with asked as (
    -- A standard older than the rule offends from the first day of the rule.
    select s.*, k.finding_code, greatest(s.effective_from, k.valid_from) as found_on
    from {{ ref('int_fees__standards') }} as s
    inner join {{ ref('int_policy__finding_kinds') }} as k
        on s.authority_code = k.authority_code and k.subject = 'fees' and k.valid_from <= {{ business_date() }}
),

violations as (
    select o.*
    from asked as o
    left join {{ parameter_on('due_tiers_max', 'most', 'o.found_on') }}
    where case o.finding_code
        when 'too_many_tiers' then o.fee_kind = 'membership' and o.tiers > most.value_number
        when 'unreasonable_dues' then
            o.fee_kind = 'membership' and (coalesce(o.voted_on > o.effective_from, true) or not coalesce(o.is_equal_within_tier, true))
        when 'repeated_fee' then o.is_repeat
        when 'forced_fee' then o.fee_kind <> 'membership' and not o.is_voluntary
        when 'exit_blocked' then o.blocks_exit
        when 'branch_fee' then coalesce(o.collected_by_branch, false) or o.fee_kind = 'branch_management'
        when 'award_fee' then o.fee_kind = 'award' and o.amount_yuan > 0
    end
)

select
    uscc, authority_code, finding_code, min(found_on) as found_on,
    '收费标准：' || {{ join_texts("fee_no || coalesce('（' || fee_name || '）', '') || case when finding_code = 'too_many_tiers' then tiers || '档' else '' end",
        '、', 'effective_from, fee_no') }} as detail_zh,
    {{ collect_ids('_row_id') }} as evidence_ids
from violations
group by uscc, authority_code, finding_code
