-- Every row of a recognised table is accepted, rejected or a repeat of an earlier one.
select digest, file_name, sheet, source, rows_delivered, rows_accepted, rows_rejected, rows_repeated
from {{ ref('delivery_receipts') }}
where source is not null and rows_delivered <> rows_accepted + rows_rejected + rows_repeated
