{{ config(severity='warn') }}
-- An organisation moved off the abnormal list needs a listing decision of its own on the serious list; a bureau
-- may record the two days apart, so this warns.
select m.decision_row_id, m.uscc, m.closed_on
from {{ ref('credit_list') }} as m
left join {{ ref('credit_list') }} as s
    on m.uscc = s.uscc and s.list_type = 'serious' and s.listed_on >= m.closed_on
where m.status = 'moved_to_serious' and s.decision_row_id is null
