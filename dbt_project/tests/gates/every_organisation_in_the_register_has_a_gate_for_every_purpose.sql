-- Grain: organisation and purpose without a gate.
select o.uscc, p.purpose
from {{ ref('int_organizations__register') }} as o
cross join (select distinct purpose from {{ ref('gate_rules') }}) as p
left join {{ ref('credit_gate') }} as g on o.uscc = g.uscc and p.purpose = g.purpose
where g.uscc is null
