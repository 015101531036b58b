-- Grain: delivery of a file, sheet and source met in it. Its own words may be people's: they are in delivery_remarks.
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
    {{ label('m.status', {
        'recognised': '已识别',
        'repeated': '重复报送',
        'unrecognised': '未能识别',
        'empty': '空表',
        'truncated': '文件不完整',
        'encrypted': '文件有密码',
        'unreadable': '无法打开',
        'ambiguous': '有歧义',
    }) }} as status_zh,
    cast(coalesce(m.rows_delivered, 0) as bigint) as rows_delivered,
    cast(coalesce(r.rows_accepted, 0) as bigint) as rows_accepted,
    cast(coalesce(r.rows_rejected, 0) as bigint) as rows_rejected,
    cast(coalesce(case when m.status = 'repeated' then m.rows_delivered else r.rows_repeated end, 0) as bigint) as rows_repeated,
    cast(coalesce(r.rows_superseded, 0) as bigint) as rows_superseded,
    -- Lines of a table that is no known source are kept whole, headings and all: nobody can tell which are data.
    cast(case when m.source is null then coalesce(m.lines_skipped, 0) else 0 end as bigint) as rows_unrecognised,
    cast(case when m.source is not null then coalesce(m.lines_skipped, 0) else 0 end as bigint) as lines_skipped
from {{ ref('int_quality__tables') }} as m
left join {{ ref('int_quality__rows_per_table') }} as r on m.digest = r.digest and m.sheet = r.sheet and m.source = r.source and m.status <> 'repeated'
left join (select distinct source, source_zh from {{ ref('int_quality__column_labels') }}) as l on m.source = l.source
