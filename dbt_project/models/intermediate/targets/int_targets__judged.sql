-- Grain: indicator and place of the target table, judged by itself; what cannot be judged says why.
with joined as (
    select
        c.*,
        r.reported,
        r.period_end,
        r._row_id as evidence_id,
        r.is_unclear,
        m.computed as computed_value,
        case c.current_from
            when 'computed' then m.computed
            when 'either' then coalesce(m.computed, r.stated)
            else r.stated
        end as current_value,
        case
            when c.current_from in ('computed', 'either') and m.computed is not null then 'computed'
            when c.current_from in ('report', 'either') and r.stated is not null then 'reported'
        end as current_source,
        case when m.computed is null then case when c.computed_from is null then 'no_measure' else 'no_records' end end as computed_reason
    from {{ ref('int_targets__cells') }} as c
    -- A value that can be read in two units is shown but not taken.
    left join (select *, case when is_unclear then null else reported end as stated from {{ ref('int_targets__reported') }}) as r
        on r.document_id = c.document_id and r.indicator_no = c.indicator_no and r.district_zh = c.district_zh
    left join {{ ref('int_targets__computed') }} as m
        on m.document_id = c.document_id and m.measure = c.computed_from
        and m.district_code = c.district_code and m.is_total = c.is_total
),

reasoned as (
    select
        *,
        case
            when target_text = '——' then 'not_applicable'
            when target_text is null then 'no_target'
            when comparison = 'base_unknown' then 'base_unknown'
            when target is null then 'text_target'
            when comparison = 'none' then 'direction_undeclared'
            when current_value is null and is_unclear then 'ambiguous_unit'
            when current_value is null then 'no_current_value'
        end as status_reason,
        case
            when target_text = '——' then 'not_applicable'
            when target_text is null then 'no_target'
            when target is null then 'text_target'
            when baseline is null then 'no_baseline'
            when baseline = target then 'baseline_equals_target'
            when baseline > target and direction in ('up', 'hold') then 'baseline_beyond_target'
            when current_value is null then 'no_current_value'
        end as progress_reason
    from joined
)

select
    *,
    current_value / nullif(target, 0) as completion,
    baseline / nullif(target, 0) as baseline_completion,
    case when progress_reason is null then (current_value - baseline) / (target - baseline) end as progress_from_baseline,
    case
        when status_reason is not null then null
        when comparison = '>' then current_value > target
        else {{ at_least('current_value', 'target') }}
    end as met
from reasoned
