-- Grain: authority with more missing branches found than organisations that lack one of their own.
select c.authority_code, c.own_lacking, count(*) as found
from {{ ref('party_coverage') }} as c
inner join {{ ref('party_gaps') }} as g on g.authority_code = c.authority_code and g.finding_code = 'own_branch_missing'
group by c.authority_code, c.own_lacking
having count(*) > c.own_lacking
