-- Grain: entry of the courts' list of dishonest judgment debtors, still published.
select
    c.uscc,
    'court_dishonest' as ground_code,
    c.published_on as event_date,
    c._row_id as evidence_id,
    {{ id_list(['c._row_id']) }} as evidence_ids
from {{ ref('cur_court_dishonest') }} as c
inner join {{ ref('int_organizations__register') }} as o on c.uscc = o.uscc
where c.withdrawn_on is null or c.withdrawn_on > {{ business_date() }}
