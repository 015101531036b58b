-- Grain: parameter, authority, organisation type and stretch of time; the row with the greatest number in force (for floors, where every place above binds too).
select
    i.parameter,
    i.authority_code,
    i.org_type,
    p.value,
    p.value_number,
    i.valid_from,
    i.valid_to,
    p.parameter_id,
    p.document_id,
    p.article,
    p.evidence
from {{ ref('int_policy__intervals') }} as i
inner join {{ ref('int_policy__authority_parameters') }} as p
    on i.parameter = p.parameter
    and i.authority_code = p.authority_code
    and i.org_type = p.org_type
    and i.valid_from between p.valid_from and p.valid_to
qualify row_number() over (
    partition by i.parameter, i.authority_code, i.org_type, i.valid_from
    order by p.value_number desc, p.precedence
) = 1
