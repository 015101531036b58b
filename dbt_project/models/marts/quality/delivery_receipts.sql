-- Grain: delivery of a file, sheet and source met in it; a file in which nothing was recognised has one row too.
with met as (
    select
        _digest as digest,
        coalesce(sheet, '') as sheet,
        source,
        _file as file_name,
        min(_authority) as authority_code,
        min(_delivered) as delivered_on,
        min(format) as format,
        min(encoding) as encoding,
        min(table_no) as table_no,
        min(status) as status,
        string_agg(distinct message_zh, '；' order by message_zh) as message_zh,
        sum(rows_delivered) as rows_delivered,
        sum(lines_skipped) as lines_skipped,
        min(columns_matched) as columns_matched,
        min(columns_unmatched) as columns_unmatched
    from {{ source('bronze', 'delivered_files') }}
    where _delivered <= {{ known_on() }}
    group by _digest, _file, coalesce(sheet, ''), source
)

select
    m.digest,
    m.file_name,
    m.authority_code,
    m.delivered_on,
    m.format,
    m.encoding,
    m.sheet,
    cast(m.table_no as integer) as table_no,
    m.source,
    l.source_zh,
    m.status,
    m.message_zh,
    cast(coalesce(m.rows_delivered, 0) as bigint) as rows_delivered,
    cast(coalesce(r.rows_accepted, 0) as bigint) as rows_accepted,
    cast(coalesce(r.rows_rejected, 0) as bigint) as rows_rejected,
    cast(coalesce(case when m.status = 'repeated' then m.rows_delivered else r.rows_repeated end, 0) as bigint) as rows_repeated,
    cast(coalesce(r.rows_superseded, 0) as bigint) as rows_superseded,
    -- Lines of a table that is no known source are kept whole, headings and all: nobody can tell which are data.
    cast(case when m.source is null then coalesce(m.lines_skipped, 0) else 0 end as bigint) as rows_unrecognised,
    cast(case when m.source is not null then coalesce(m.lines_skipped, 0) else 0 end as bigint) as lines_skipped,
    m.columns_matched,
    m.columns_unmatched
from met as m
left join {{ ref('int_quality__rows_per_table') }} as r on m.digest = r.digest and m.sheet = r.sheet and m.source = r.source and m.status <> 'repeated'
left join (select distinct source, source_zh from {{ ref('int_quality__column_labels') }}) as l on m.source = l.source
