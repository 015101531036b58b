-- Grain: rejected row and reason against it. The cell itself may hold a person's data: it is in rejected_cells.
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
    p.reason_code,
    r.reason_zh,
    r.remedy_zh
from {{ ref('int_quality__reasons') }} as p
left join {{ ref('reject_reasons') }} as r on p.reason_code = r.reason_code
left join {{ ref('int_quality__column_labels') }} as l on p.source = l.source and p.column_name = l.column_name
