-- Grain: grant that only the deliveries or only the mart shows.
select coalesce(d.uscc, m.uscc) as uscc, d._row_id as delivered, m.evidence_id as shown
from (select uscc, _row_id from {{ ref('cur_ratings') }} where granted_on <= {{ business_date() }}) as d
full outer join {{ ref('current_ratings') }} as m on d._row_id = m.evidence_id
where d._row_id is null or m.evidence_id is null
