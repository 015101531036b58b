-- Grain: target and place: of the target table, the city's total and the rows of the indicators that are broken down;
-- of the targets stated in a document's text, its whole place.
-- The total's figures are those of the indicator list; what the breakdown prints as its total stands beside them.
with totals as (
    select
        i.*,
        b.district_name,
        d.jurisdiction_code,
        true as is_total,
        b.baseline_text as breakdown_baseline_text,
        b.target_text as breakdown_target_text
    from {{ ref('indicators') }} as i
    inner join {{ ref('documents') }} as d on d.document_id = i.document_id
    left join {{ ref('indicator_targets') }} as b
        on b.document_id = i.document_id and b.indicator_no = i.indicator_no and b.is_total
),

districts as (
    select i.*, b.district_name, b.jurisdiction_code, b.baseline_text as cell_baseline_text, b.target_text as cell_target_text
    from {{ ref('indicators') }} as i
    inner join {{ ref('indicator_targets') }} as b
        on b.document_id = i.document_id and b.indicator_no = i.indicator_no and not b.is_total
),

cells as (
    select
        document_id, indicator_no, name_zh, unit, type, value_kind, comparison, direction, current_from, computed_from,
        percent_above, due_on, coalesce(district_name, '全市合计') as district_zh, jurisdiction_code as district_code, is_total,
        baseline_text, target_text, breakdown_baseline_text, breakdown_target_text
    from totals
    union all
    select
        document_id, indicator_no, name_zh, unit, type, value_kind, comparison, direction, current_from, computed_from,
        percent_above, due_on, district_name, jurisdiction_code, false,
        cell_baseline_text, cell_target_text, null, null
    from districts
)

select
    *,
    true as is_in_table,
    cast(null as double) as unclear_above,
    {{ printed_number('baseline_text') }} as baseline,
    {{ printed_number('target_text') }} as target
from cells
union all
select
    document_id, indicator_no, name_zh, unit, type, value_kind, comparison, direction, 'either' as current_from, computed_from,
    percent_above, due_on, district_zh, jurisdiction_code, true as is_total,
    null, target_text, null, null,
    false as is_in_table, unclear_above, null as baseline, target
from {{ ref('int_targets__prose') }}
