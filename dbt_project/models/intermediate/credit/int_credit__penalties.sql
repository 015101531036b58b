-- Grain: penalty in effect against an organisation of the register, by any department.
select
    p.uscc,
    o.authority_code,
    o.org_type,
    p.decided_on,
    p._row_id,
    -- A fine whose amount is not known is neither minor nor major.
    case
        when p.penalty_type = 'warning' then 'minor_penalty'
        when p.penalty_type = 'change_revoked' then 'registration_by_fraud'
        when p.penalty_type = 'suspension' then 'suspended'
        when p.penalty_type = 'revocation' then 'registration_revoked'
        when p.penalty_type not in ('fine', 'warning_and_fine') then null
        when p.fine_yuan < minor.value_number then 'minor_penalty'
        when p.fine_yuan >= minor.value_number then 'major_fine'
    end as ground_code
from {{ ref('cur_penalties') }} as p
inner join {{ ref('int_organizations__register') }} as o on p.uscc = o.uscc
left join {{ parameter_on('minor_fine_below_yuan', 'minor', 'p.decided_on') }}
where
    p.decided_on <= {{ business_date() }}
    and (p.revoked_on is null or p.revoked_on > {{ business_date() }})
