-- Grain: figure that the two printed target tables contradict, or that leaves a test without its number.
with cells as (
    select
        *,
        {{ printed_number('breakdown_baseline_text') }} as breakdown_baseline,
        {{ printed_number('breakdown_target_text') }} as breakdown_target
    from {{ ref('int_targets__cells') }}
    where is_in_table
),

row_sums as (
    select
        document_id, indicator_no,
        round(sum(baseline), 6) as baseline_sum,
        round(sum(target), 6) as target_sum,
        round(sum(case when baseline > target then baseline else target end), 6) as nobody_falls_back_sum
    from cells
    where not is_total and value_kind = 'number'
    group by document_id, indicator_no
),

pairs as (
    select
        'list-against-breakdown-baseline' as rule, document_id, indicator_no, name_zh, district_zh, '表1基期；表2合计基期' as where_zh,
        baseline_text as left_value, breakdown_baseline_text as right_value, 'warning' as severity,
        '两表的基期不同，全市一行按表1，各地仍按表2。' as explanation_zh
    from cells
    where is_total and breakdown_baseline <> baseline
    union all
    select
        'list-against-breakdown-target', document_id, indicator_no, name_zh, district_zh, '表1目标；表2合计目标',
        target_text, breakdown_target_text, 'warning', '两表的目标不同，全市一行按表1，各地仍按表2。'
    from cells
    where is_total and breakdown_target <> target
    union all
    select
        'rows-against-total-baseline', c.document_id, c.indicator_no, c.name_zh, c.district_zh, '表2各地基期之和；表2合计基期',
        {{ number_text('s.baseline_sum') }}, c.breakdown_baseline_text, 'warning', '各地之和与合计不符。'
    from cells as c
    inner join row_sums as s on s.document_id = c.document_id and s.indicator_no = c.indicator_no
    where c.is_total and s.baseline_sum <> c.breakdown_baseline
    union all
    select
        'rows-against-total-target', c.document_id, c.indicator_no, c.name_zh, c.district_zh, '表2各地目标之和；表2合计目标',
        {{ number_text('s.target_sum') }}, c.breakdown_target_text, 'warning', '各地之和与合计不符。'
    from cells as c
    inner join row_sums as s on s.document_id = c.document_id and s.indicator_no = c.indicator_no
    where c.is_total and s.target_sum <> c.breakdown_target
    union all
    select
        'city-against-rows', c.document_id, c.indicator_no, c.name_zh, c.district_zh, '表1目标；各地不低于基期和目标时之和',
        c.target_text, {{ number_text('s.nobody_falls_back_sum') }}, 'info', '全市达标与各地达标是两回事，分别判断。'
    from cells as c
    inner join row_sums as s on s.document_id = c.document_id and s.indicator_no = c.indicator_no
    where c.is_total and s.nobody_falls_back_sum > c.target
    union all
    select
        'baseline-above-target', document_id, indicator_no, name_zh, district_zh, '表2基期；表2目标',
        baseline_text, target_text, 'info', '基期已高于目标，完成率可以超过100%，自基期以来的进度无意义。'
    from cells
    where baseline > target and direction <> 'undeclared'
    union all
    select
        'no-baseline', document_id, indicator_no, name_zh, district_zh, '表1基期；表1目标',
        baseline_text, target_text, 'info', '没有基期值，自基期以来的进度无从计算。'
    from cells
    where is_total and baseline is null
    union all
    select
        'text-target', document_id, indicator_no, name_zh, district_zh, '表1基期；表1目标',
        baseline_text, target_text, 'info', '目标是文字，无法以数值判断。'
    from cells
    where is_total and target is null
)

select
    rule || ':' || cast(indicator_no as varchar) || ':' || district_zh as contradiction_id,
    name_zh || '（' || district_zh || '）' as subject_zh,
    where_zh, left_value, right_value, explanation_zh, document_id, severity
from pairs
