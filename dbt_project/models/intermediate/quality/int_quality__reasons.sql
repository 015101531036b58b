-- Grain: rejected row and reason against it, with the cell; a column of a row has at most one reason.
with reasons as (
    select *, {{ split_rows('reasons', ';') }} as reason
    from {{ ref('int_quality__rejects') }}
),

parted as (
    select *, split_part(reason, ':', 1) as column_name, split_part(reason, ':', 2) as reason_code
    from reasons
)

select * exclude (reasons, cells, reason), {{ json_text('cells', 'column_name') }} as cell_value
from parted
