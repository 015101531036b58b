-- Grain: delivery of a file, sheet and source met in it; a file in which nothing was recognised has one row too.
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
