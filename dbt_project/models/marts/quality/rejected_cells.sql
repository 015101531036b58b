-- Grain: cell that was not accepted, as delivered; a row of rejected_rows has one.
select
    _row_id as row_id,
    _digest as digest,
    source,
    column_name,
    cell_value
from {{ ref('int_quality__reasons') }}
