-- Grain: reported indicator value that contradicts the records or the other reported values, or fits no place.
with progress as (
    select * from {{ ref('target_progress') }}
),

report_files as (
    select r._authority, r._file, r.indicator_no, r.district_name, count(*) as reports
    from {{ ref('stg_indicator_reports') }} as r
    left join {{ ref('authorities') }} as a on a.authority_code = r._authority
    left join {{ ref('int_jurisdictions__path') }} as p on p.jurisdiction_code = a.jurisdiction_code
    left join {{ ref('int_targets__cells') }} as c
        on c.indicator_no = r.indicator_no
        and (r.district_name = c.district_zh or (c.is_total and r.district_name in ('全市', '全区', '合计')))
        and c.document_id in (select d.document_id from {{ ref('documents') }} as d where d.jurisdiction_code = p.ancestor_code)
    group by r._authority, r._file, r.indicator_no, r.district_name
    having count(c.indicator_no) = 0
)

select
    'reported-against-computed:' || cast(indicator_no as varchar) || ':' || district_zh as contradiction_id,
    indicator_zh || '（' || district_zh || '）' as subject_zh,
    '填报值；按记录计算值' as where_zh,
    {{ number_text('reported_value') }} as left_value,
    {{ number_text('round(computed_value, 6)') }} as right_value,
    '计算口径：' || coalesce(p.computed_definition_zh, '按记录计算') || '。' || coalesce(m.difference_zh, '') || '；进度采用'
    || case p.current_source when 'computed' then '计算值。' else '填报值。' end as explanation_zh,
    p.document_id,
    'warning' as severity
from progress as p
left join {{ ref('measures') }} as m on m.measure = p.computed_from
where round(p.reported_value - p.computed_value, 6) <> 0
union all
select
    'reported-in-unclear-unit:' || cast(indicator_no as varchar) || ':' || district_zh,
    indicator_zh || '（' || district_zh || '）',
    '填报值；目标',
    {{ number_text('reported_value') }},
    target_text,
    '填报值可以读作比率，也可以读作百分数，未作判断；请写明单位重新填报。',
    document_id,
    'warning'
from progress
where status_reason = 'ambiguous_unit'
union all
select
    'reported-total-against-rows:' || cast(indicator_no as varchar),
    indicator_zh || '（' || district_zh || '）',
    '填报的全市值；填报的各地之和',
    {{ number_text('current') }},
    {{ number_text('round(rows_sum, 6)') }},
    '全市与各地是两次填报，各自判断。',
    document_id,
    'warning'
from progress
where is_total and current_source = 'reported' and round(current - rows_sum, 6) <> 0
union all
select
    'report-fits-no-place:' || _file || ':' || cast(indicator_no as varchar) || ':' || district_name,
    '指标' || cast(indicator_no as varchar) || '（' || district_name || '）',
    _file,
    district_name,
    null,
    cast(reports as varchar) || '行填报对不上目标表中的地区，未采用；请按表中名称填写，并由本市机关报送。',
    null,
    'warning'
from report_files
