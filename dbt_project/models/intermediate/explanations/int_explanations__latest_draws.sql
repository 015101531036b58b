-- Grain: authority: its latest revealed draw that no other attempt replaced, with the last tickets taken.
{{ config(tags=['draw']) }}
select
    c.period, c.attempt, c.business_date, c.authority_code, c.eligible, c.desk_selected, c.control_cutoff, c.risk_cutoff,
    q.draw_key, q.weight_lcm, r.desk_document_id
from {{ ref('sampling_cutoffs') }} as c
inner join {{ ref('int_sampling__quotas') }} as q
    on c.period = q.period and c.attempt = q.attempt and c.authority_code = q.authority_code
left join {{ ref('sampling_compliance') }} as r
    on r.scope = 'draw' and c.period = r.period and c.attempt = r.attempt and c.authority_code = r.authority_code
where not c.is_superseded
qualify row_number() over (partition by c.authority_code order by c.business_date desc, c.period desc) = 1
