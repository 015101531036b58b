-- Grain: entry that must leave without a blocked gate or reason, or that stays although its gate is blocked.
select e.uscc, e.catalogue_kind, e.entered_on, e.state, e.must_leave, g.effect
from {{ ref('catalogue_eligibility') }} as e
left join {{ ref('credit_gate') }} as g on e.uscc = g.uscc and e.gate_purpose = g.purpose
where e.must_leave <> coalesce(e.state = 'in_catalogue' and g.effect = 'blocked', false)
    or (e.must_leave and e.why_zh is null)
