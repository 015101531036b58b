-- Grain: gap handed to a body of another place, or by one that does not manage, or reminded of before it showed.
select p.uscc, p.finding_code, p.from_authority_code, p.to_authority_code, p.found_on, p.reminded_on
from {{ ref('party_push_list') }} as p
inner join {{ ref('authorities') }} as m on m.authority_code = p.from_authority_code
inner join {{ ref('authorities') }} as r on r.authority_code = p.to_authority_code
where m.jurisdiction_code <> r.jurisdiction_code or m.role <> 'manager' or r.role <> 'registrar' or p.reminded_on <= p.found_on
