-- Grain: check of an organisation in the register within the years told.
select
    uscc,
    'draw' as section,
    3 as turn,
    'check' as subject_code,
    {{ date_zh('inspected_on') }} || '接受' || coalesce({{ label_zh('inspection_kind', 'kind') }}, '检查')
    || coalesce('（' || inspection_no || '）', '') || '，结果为' || coalesce({{ label_zh('inspection_result', 'result') }}, '未载明') || '。' as statement_zh,
    coalesce(result, 'not_stated') as state,
    coalesce({{ label_zh('inspection_result', 'result') }}, '未载明') as state_zh,
    inspected_on as event_on,
    cast(null as date) as due_on,
    cast(null as varchar) as due_zh,
    cast(null as varchar) as document_id,
    cast(null as varchar) as article,
    cast(null as varchar) as evidence,
    cast(null as varchar) as ends_zh,
    {{ id_list(['evidence_id']) }} as evidence_ids
from {{ ref('inspection_results') }}
where uscc is not null and inspected_on > {{ add_years(business_date(), '-1 * ' ~ explained_years()) }}
