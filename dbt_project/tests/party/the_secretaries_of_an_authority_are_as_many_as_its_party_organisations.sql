-- Grain: authority whose secretaries, source known or not, are not as many as its party organisations.
select c.authority_code, c.with_own, sum(s.organisations) as secretaries
from {{ ref('party_coverage') }} as c
left join {{ ref('party_secretaries') }} as s on s.authority_code = c.authority_code
group by c.authority_code, c.with_own
having c.with_own <> coalesce(sum(s.organisations), 0)
