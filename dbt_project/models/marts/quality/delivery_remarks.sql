-- Grain: delivery of a file, sheet and source met in it: what is said of it, quoting its header as delivered.
select
    digest,
    file_name,
    sheet,
    source,
    message_zh,
    columns_matched,
    columns_unmatched
from {{ ref('int_quality__tables') }}
