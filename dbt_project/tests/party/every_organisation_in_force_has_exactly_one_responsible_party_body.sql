-- Grain: organisation in force without a responsible party body, or one not in force with one.
select coalesce(o.uscc, r.uscc) as uscc, r.responsible_kind
from (select uscc from {{ ref('int_organizations__register') }} where is_in_force) as o
full outer join {{ ref('party_responsibility') }} as r on r.uscc = o.uscc
where o.uscc is null or r.uscc is null
