-- Grain: rejected row and reason against it.
with reasons as (
    select *, {{ split_rows('reasons', ';') }} as reason
    from {{ ref('int_quality__rejects') }}
),

parted as (
    select *, split_part(reason, ':', 1) as column_name, split_part(reason, ':', 2) as reason_code
    from reasons
)

select
    p._row_id as row_id,
    p._digest as digest,
    p._file as file_name,
    p._authority as authority_code,
    p._delivered as delivered_on,
    coalesce(p._sheet, '') as sheet,
    p._row as row_number,
    p.source,
    p.column_name,
    coalesce(l.label_zh, p.column_name) as column_zh,
    {{ json_text('p.cells', 'p.column_name') }} as cell_value,
    p.reason_code,
    r.reason_zh,
    r.remedy_zh
from parted as p
left join {{ ref('reject_reasons') }} as r on p.reason_code = r.reason_code
left join {{ ref('int_quality__column_labels') }} as l on p.source = l.source and p.column_name = l.column_name
