-- Grain: calendar day; workday_no counts working days, make-up days included, so that the n-th working day
-- after a day d is the working day whose number is workday_no(d) + n.
select day, is_workday, is_provisional, workday_no
from {{ source('reference', 'calendar') }}
