-- Grain: contradiction inside the delivered records: one row per record where it can be named, else per file or authority.
{% set dated = [
    ('annual_reports', 'filed_on', '年检年报报送日期'), ('annual_reports', 'concluded_on', '年检结论日期'),
    ('penalties', 'decided_on', '处罚决定日期'), ('list_decisions', 'decided_on', '列入移出决定日期'),
    ('inspections', 'inspected_on', '检查日期'), ('contact_attempts', 'attempted_on', '联系日期'),
    ('ratings', 'granted_on', '评估授予日期'), ('party_units', 'counted_on', '党员统计日期'),
    ('activities', 'held_on', '活动日期'), ('organizations', 'registered_on', '登记日期')] %}
with findings as (
    select
        'fine-without-amount:' || decision_no || ':' || uscc as contradiction_id, '罚款金额（' || decision_no || '）' as subject_zh,
        _file as where_zh, penalty_type as left_value, cast(null as varchar) as right_value,
        '处罚为罚款而没有金额，不能判断是否达到严重失信标准，未计为列入线索；请补报金额。' as explanation_zh,
        'mca-60' as document_id, 'warning' as severity
    from {{ ref('cur_penalties') }}
    where penalty_type in ('fine', 'warning_and_fine') and fine_yuan is null
    union all
    select
        'report-without-year:' || _file, '报告年度', _file, cast(count(*) as varchar), null,
        '这些年检年报没有年度，无法对应到应检年度，未采用；请补报年度。', null, 'warning'
    from {{ ref('cur_annual_reports') }}
    where report_year is null
    group by _file
    union all
    select
        'conclusion-without-filing-day:' || _file, '报送日期', _file, cast(count(*) as varchar), null,
        '有结论而没有报送日期，是否按期无从判断；请补报日期。', null, 'info'
    from {{ ref('cur_annual_reports') }}
    where report_year is not null and filed_on is null and conclusion is not null
    group by _file
    union all
    select
        'listed-before-defence-ended:' || list_type || ':' || ground || ':' || uscc || ':' || cast(listed_on as varchar),
        '列入决定的日期（' || uscc || '）', '列入决定日；陈述申辩期满日', cast(listed_on as varchar), cast(defence_ends_on as varchar),
        '告知后陈述申辩期未满即作出列入决定，名单照列；请核对决定日期。', 'mca-60', 'warning'
    from {{ ref('int_reconciliation__defence') }}
    where listed_on <= defence_ends_on
    union all
    select
        'decision-of-unknown-kind:' || authority_code, '登记决定的种类（' || authority_code || '）', '审批办件', cast(count(*) as varchar),
        min(decision_no), '决定文号不能说明是成立、变更还是注销，未据此改动登记。', null, 'info'
    from {{ ref('int_organizations__decisions') }}
    where decision_kind is null
    group by authority_code
    union all
    select
        'inspection-without-organisation:' || delivered_by || ':' || match_status, '检查结果（' || delivered_by || '）', '检查结果；登记名称',
        cast(count(*) as varchar), null,
        case match_status
            when 'ambiguous' then '同名组织不止一家，未采用；请补报统一社会信用代码。'
            else '登记中没有这个名称，未采用；请核对名称或补报统一社会信用代码。'
        end, null, 'warning'
    from {{ ref('inspection_results') }}
    where uscc is null
    group by delivered_by, match_status
    union all
    select
        'registrar-unknown:' || uscc, '登记管理机关不明的社会组织（' || org_name || '）', '登记；机关名录', uscc, substr(uscc, 3, 6),
        '登记机关、报送文件夹和代码区划都不是已知机关，未列入抽查名册；请核对或补充机关名录。', null, 'warning'
    from {{ ref('int_organizations__register') }}
    where is_in_force and authority_code = ''
    {%- for source, column, label in dated %}
    union all
    select
        'dated-after-delivery:{{ source }}.{{ column }}:' || _file, '{{ label }}', _file, cast(max({{ column }}) as varchar),
        cast(max(_delivered) as varchar), cast(count(*) as varchar) || '行的日期晚于交付日，到该日之前不生效；请核对。', null, 'warning'
    from {{ ref('cur_' ~ source) }}
    where {{ column }} > _delivered
    group by _file
    {%- endfor %}
)

select * from findings
