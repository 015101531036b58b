-- Grain: participation rate above one, or a denominator greater than all in force.
select p.authority_code, p.denominator, p.rated, p.organisations
from {{ ref('rating_participation') }} as p
inner join {{ ref('rating_participation') }} as whole
    on p.authority_code = whole.authority_code and p.year = whole.year and whole.denominator = 'in_force'
where p.rated > p.organisations or p.rated > whole.rated or p.organisations > whole.organisations
