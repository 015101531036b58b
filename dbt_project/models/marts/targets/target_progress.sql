-- Grain: indicator, place and as-of date. The city's total and its rows are separate tests; percentages are never averaged.
with judged as (
    select *, case when met is null then 'not_judged' when met then 'met' else 'not_met' end as status
    from {{ ref('int_targets__judged') }}
),

-- What the rows say, to read beside the total: meeting the total does not mean that every row is met.
-- Sums are rounded, since the order of addition would show in their last digits.
rows_of_total as (
    select
        document_id, indicator_no,
        count(*) as rows_total,
        count(met) as rows_judged,
        sum(case when met then 1 else 0 end) as rows_met,
        case when count(current_value) = count(case when status_reason is null or status_reason <> 'not_applicable' then 1 end)
                and max(value_kind) = 'number' then round(sum(current_value), 6) end as rows_sum,
        case when max(value_kind) = 'number'
            then round(sum(case when not met then target - current_value else 0 end), 6) end as rows_shortfall
    from judged
    where not is_total
    group by document_id, indicator_no
)

select
    {{ business_date() }} as business_date,
    j.document_id,
    cast(j.indicator_no as integer) as indicator_no,
    j.name_zh as indicator_zh,
    j.type as indicator_type,
    {{ indicator_type_zh('j.type') }} as indicator_type_zh,
    j.unit,
    j.value_kind,
    j.district_code,
    j.district_zh,
    j.is_total,
    j.baseline_text,
    j.target_text,
    j.breakdown_baseline_text,
    j.breakdown_target_text,
    j.baseline,
    j.target,
    j.comparison,
    j.direction,
    j.due_on,
    j.current_value as current,
    j.current_source,
    j.reported as reported_value,
    j.period_end as current_period_end,
    j.computed_value,
    j.computed_from,
    m.label_zh as computed_from_zh,
    m.definition_zh as computed_definition_zh,
    j.computed_reason,
    {{ target_reason_zh('j.computed_reason') }} as computed_reason_zh,
    j.completion,
    j.baseline_completion,
    j.progress_from_baseline,
    j.progress_reason,
    {{ target_reason_zh('j.progress_reason') }} as progress_reason_zh,
    j.met,
    j.status,
    {{ target_status_zh('j.status') }} as status_zh,
    j.status_reason,
    {{ target_reason_zh('j.status_reason') }} as reason_zh,
    cast(r.rows_total as integer) as rows_total,
    cast(r.rows_judged as integer) as rows_judged,
    cast(r.rows_met as integer) as rows_met,
    r.rows_sum,
    r.rows_shortfall,
    j.evidence_id
from judged as j
left join rows_of_total as r
    on j.is_total and r.document_id = j.document_id and r.indicator_no = j.indicator_no
left join {{ ref('measures') }} as m on m.measure = j.computed_from
