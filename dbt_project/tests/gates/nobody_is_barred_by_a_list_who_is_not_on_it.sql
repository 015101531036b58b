-- Grain: gate that names a credit list on which the organisation is not.
select g.uscc, g.purpose, g.conditions
from {{ ref('credit_gate') }} as g
inner join {{ ref('credit_status') }} as c on g.uscc = c.uscc
where (g.conditions like '%on_serious%' and not c.on_serious) or (g.conditions like '%on_abnormal%' and not c.on_abnormal)
