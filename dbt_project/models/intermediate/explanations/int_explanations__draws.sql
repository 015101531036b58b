-- Grain: organisation in the register: its place in tonight's frame, and what its authority's latest draw made of it.
{{ config(tags=['draw']) }}
select
    o.uscc,
    'draw' as section,
    2 as turn,
    'frame' as subject_code,
    case
        when f.uscc is null then '登记状态为' || o.status_zh || '，不在抽查范围内。'
        when f.excluded_reason <> '' then '现不参加抽取，因为' || f.excluded_reason_zh || '。'
        else '如果现在抽取：风险层级' || f.risk_tier || '（' || f.tier_reason_zh || '），近期检查' || f.checks_12m || '次，权重' || f.weight || '。'
    end as statement_zh,
    case when f.uscc is null then 'not_in_frame' when f.excluded_reason <> '' then 'excluded' else 'in_frame' end as state,
    case when f.uscc is null then '不在范围' when f.excluded_reason <> '' then '不参加抽取' else '在抽取范围' end as state_zh,
    f.business_date as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    cast(null as varchar) as document_id,
    cast(null as varchar) as article,
    cast(null as varchar) as evidence,
    cast(null as varchar) as ends_zh,
    {{ id_list(['o.evidence_row_id']) }} as evidence_ids
from {{ ref('organizations') }} as o
left join {{ ref('sampling_frame') }} as f on o.uscc = f.uscc

union all

select
    o.uscc,
    'draw' as section,
    1 as turn,
    'latest_draw' as subject_code,
    case
        when d.authority_code is null then '登记管理机关还没有抽取过。'
        else d.period || '第' || d.attempt || '次抽取（' || {{ date_zh('d.business_date') }} || '）：' || case t.state
            when 'drawn' then '被抽中，在' || t.part_zh || '，排第' || t.desk_rank || '位，' || case when t.onsite then '现场检查' else '书面检查' end
                || '；票号' || t.sort_key || coalesce('，该部分末位票号' || case t.part when 'C' then t.control_cutoff when 'D' then t.risk_cutoff end, '')
            when 'excluded' then '没有参加抽取，因为' || {{ zh_label('t.excluded_reason', {'in_liquidation': '清算中'}) }}
            when 'not_drawn' then '没有抽中；' || case
                when t.weight = 0 then '近期检查已达上限，权重为0，只在名额不足时抽取'
                else concat_ws('，', '等概率部分票号' || t.control_ticket || '大于末位票号' || t.control_cutoff,
                    '风险加权部分票号' || t.risk_ticket || '大于末位票号' || t.risk_cutoff) end
            else '当时不在抽取范围内'
        end || '。'
    end as statement_zh,
    case when d.authority_code is null then 'not_yet' else coalesce(t.state, 'not_in_frame') end as state,
    {{ zh_label("case when d.authority_code is null then 'not_yet' else coalesce(t.state, 'not_in_frame') end",
        {'not_yet': '尚未抽取', 'drawn': '已抽中', 'excluded': '不参加抽取', 'not_drawn': '未抽中', 'not_in_frame': '不在范围'}) }} as state_zh,
    d.business_date as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    d.desk_document_id as document_id,
    cast(null as varchar) as article,
    cast(null as varchar) as evidence,
    cast(null as varchar) as ends_zh,
    {{ id_list(['cast(null as varchar)']) }} as evidence_ids
from {{ ref('organizations') }} as o
left join {{ ref('int_explanations__latest_draws') }} as d on o.authority_code = d.authority_code
left join {{ ref('int_explanations__tickets') }} as t on o.uscc = t.uscc
where o.is_in_force
