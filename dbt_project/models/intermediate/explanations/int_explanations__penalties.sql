-- Grain: penalty that is shown, or was decided within the years told, and until when it is shown.
with shown as (
    select
        *,
        coalesce(publicity_max_until, regional_until) as shown_until,
        coalesce(publicity_document_id, regional_document_id) as rule_id
    from {{ ref('penalty_publicity') }}
)

select
    uscc,
    'penalty' as section,
    case public_state when 'public' then 1 else 2 end as turn,
    penalty_type as subject_code,
    {{ date_zh('decided_on') }} || coalesce(decided_by, '') || '作出处罚：' || penalty_type_zh
    || coalesce('，金额' || {{ yuan_zh('fine_yuan') }}, '') || coalesce('（' || decision_no || '）', '') || '。'
    || case public_state
        when 'not_public' then '不公示，因为' || hidden_reason_zh
        when 'not_judged' then '公示期限不作判断，因为' || hidden_reason_zh
        when 'ended' then '公示已于' || {{ date_zh('shown_until') }} || '期满'
        else '正在公示'
            || case when is_held_by_serious_list then '，在严重违法失信名单上期间一直公示'
                else coalesce('，到' || {{ date_zh('shown_until') }} || '止', '，没有查到公示期限的规定') end
            || coalesce('；' || {{ date_zh('repair_possible_from') }} || '起可以申请信用修复', '')
    end
    || coalesce('；作为列入名单的依据，名单上的公示至少到' || {{ date_zh('list_public_until') }}, '') || '。' as statement_zh,
    public_state as state,
    public_state_zh as state_zh,
    decided_on as event_on,
    case when public_state = 'public' and not is_held_by_serious_list then shown_until end as due_on,
    '处罚（' || coalesce(decision_no, penalty_type_zh) || '）公示期满' as due_zh,
    rule_id as document_id,
    cast(null as varchar) as article,
    cast(null as varchar) as evidence,
    case
        when public_state <> 'public' then null
        when is_held_by_serious_list then '移出严重违法失信名单。'
        when shown_until is not null then '公示期满，或者信用修复。'
    end as ends_zh,
    {{ id_list(['evidence_id']) }} as evidence_ids
from shown
where public_state = 'public' or decided_on > {{ add_years(business_date(), '-1 * ' ~ explained_years()) }}
