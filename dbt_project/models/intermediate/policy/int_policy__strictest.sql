-- Grain: parameter, authority, organisation type and stretch of time; the row with the greatest number in force (for floors, where every place above binds too).
with voices as (
    select
        i.parameter, i.authority_code, i.org_type, i.valid_from, i.valid_to,
        p.value, p.value_number, p.parameter_id, p.document_id, p.article, p.evidence, p.precedence
    from {{ ref('int_policy__intervals') }} as i
    inner join {{ ref('int_policy__authority_parameters') }} as p
        on i.parameter = p.parameter
        and i.authority_code = p.authority_code
        and i.org_type = p.org_type
        and i.valid_from between p.valid_from and p.valid_to
    -- A place that lowers its own number is bound by the new one: the greatest wins between voices only.
    qualify row_number() over (
        partition by i.parameter, i.authority_code, i.org_type, i.valid_from, p.voice
        order by p.precedence
    ) = 1
)

select
    parameter, authority_code, org_type, value, value_number, valid_from, valid_to, parameter_id, document_id, article, evidence
from voices
qualify row_number() over (
    partition by parameter, authority_code, org_type, valid_from
    order by value_number desc, precedence
) = 1
