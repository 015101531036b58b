-- Grain: organisation, section, number of the line in it and delivered row that the line rests on.
with cited as (
    select distinct uscc, section, line_no, {{ each_id('evidence_ids') }} as evidence_id
    from {{ ref('int_explanations__numbered') }}
),

sources as (
    select distinct source, source_zh from {{ ref('int_quality__column_labels') }}
)

select
    {{ business_date() }} as business_date,
    c.uscc,
    c.section,
    c.line_no,
    c.evidence_id,
    a.source,
    s.source_zh,
    a._file as file_name,
    a._sheet as sheet,
    a._row as row_number,
    a._delivered as delivered_on,
    a._authority as authority_code
from cited as c
inner join {{ ref('int_explanations__addresses') }} as a on c.evidence_id = a._row_id
inner join sources as s on a.source = s.source
