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
        and (r.district_name = c.district_zh or (c.is_total and r.district_name in ('全市', '合计')))
        and c.document_id in (select d.document_id from {{ ref('documents') }} as d where d.jurisdiction_code = p.ancestor_code)
    group by r._authority, r._file, r.indicator_no, r.district_name
    having count(c.indicator_no) = 0
)

select
    'reported-against-computed:' || cast(indicator_no as varchar) || ':' || district_zh as contradiction_id,
    indicator_zh || '（' || district_zh || '）' as subject_zh,
    '填报值；按记录计算值' as where_zh,
    {{ number_text('current') }} as left_value,
    {{ number_text('round(computed_value, 4)') }} as right_value,
    case computed_from
        when 'healthy_rate' then '计算值未计法人治理，是上限；两者口径不同，只作对照。'
        when 'charter_rate' then '计算值以有章程记录的组织为分母；进度仍按填报值。'
        else '按在册有效组织的记录计算；进度仍按填报值。'
    end as explanation_zh,
    document_id,
    'warning' as severity
from progress
where current_source = 'reported' and round(current - computed_value, 6) <> 0
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
where is_total and round(current - rows_sum, 6) <> 0
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
