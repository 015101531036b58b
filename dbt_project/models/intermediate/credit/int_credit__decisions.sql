-- Grain: recorded decision on one organisation, list and ground, known by the business date.
select
    d.uscc,
    d.org_name,
    d.list_type,
    -- A published list names no action: to be on it is to be listed.
    coalesce(d.action, 'list') as action,
    d.ground as ground_code,
    d.ground_raw,
    -- A ground that the code list does not know is told apart by its text as delivered.
    coalesce(d.ground, d.ground_raw) as ground_key,
    d.decision_no,
    d.decided_on,
    case when d.removed_on <= {{ business_date() }} then d.removed_on end as removed_on,
    d._row_id,
    d._authority
from {{ ref('cur_list_decisions') }} as d
where d.decided_on is null or d.decided_on <= {{ business_date() }}
