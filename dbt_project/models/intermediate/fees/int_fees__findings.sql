-- Grain: organisation in force and kind of fee violation, with all its standards that show it.
with asked as (
    -- A standard older than the rule offends from the first day of the rule.
    select s.*, k.finding_code, greatest(s.effective_from, k.valid_from) as found_on
    from {{ ref('int_fees__standards') }} as s
    inner join {{ ref('int_policy__finding_kinds') }} as k
        on s.authority_code = k.authority_code and s.org_type = k.org_type and k.subject = 'fees'
        and k.valid_from <= {{ business_date() }} and s.effective_from <= k.valid_to
    qualify row_number() over (partition by s._row_id, k.finding_code order by k.valid_from) = 1
),

violations as (
    select o.*
    from asked as o
    left join {{ parameter_on('due_tiers_max', 'most', 'o.found_on') }}
    left join {{ parameter_on('fee_rule_categories', 'bound', 'o.found_on') }}
    where case
        when o.finding_code = 'too_many_tiers' then o.fee_kind = 'membership' and o.tiers > most.value_number
        when o.finding_code = 'unreasonable_dues' then
            o.fee_kind = 'membership' and (o.voted_on > o.effective_from or not o.is_equal_within_tier)
        when o.finding_code = 'dues_without_vote' then o.fee_kind = 'membership' and o.voted_on is null
        -- What is not about dues is said of the chambers of a trade alone: a school may ask its fees of whoever comes.
        when not {{ is_one_of('o.category', 'bound.value') }} then false
        when o.finding_code = 'repeated_fee' then o.is_repeat
        when o.finding_code = 'forced_fee' then o.fee_kind <> 'membership' and not o.is_voluntary
        when o.finding_code = 'exit_blocked' then o.blocks_exit
        when o.finding_code = 'branch_fee' then coalesce(o.collected_by_branch, false) or o.fee_kind = 'branch_management'
        when o.finding_code = 'award_fee' then o.fee_kind = 'award' and o.amount_yuan > 0
    end
)

select
    uscc, authority_code, finding_code, min(found_on) as found_on,
    '收费标准：' || {{ join_texts("fee_no || coalesce('（' || fee_name || '）', '') || case when finding_code = 'too_many_tiers' then tiers || '档' else '' end",
        '、', 'effective_from, fee_no') }} as detail_zh,
    {{ collect_ids('_row_id') }} as evidence_ids
from violations
group by uscc, authority_code, finding_code
