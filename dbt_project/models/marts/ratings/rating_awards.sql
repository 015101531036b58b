-- Grain: grant of a rating, to an organisation in force, for which its place pays an award.
select
    {{ business_date() }} as business_date,
    o.uscc,
    o.org_name,
    o.authority_code,
    o.authority_name,
    g.rating,
    g.rating_zh,
    g.granted_on,
    g.state as rating_state,
    g.state_zh as rating_state_zh,
    cast(least_award.value as decimal(18, 2)) as award_min_yuan,
    cast(award.value as decimal(18, 2)) as award_max_yuan,
    coalesce(least_award.value_number = award.value_number, false) as is_exact,
    gate.effect = 'blocked' as is_blocked,
    case when gate.effect = 'blocked' then gate.reasons_zh end as blocked_reason_zh,
    award.document_id,
    award.article,
    award.evidence,
    g.evidence_id
from {{ ref('current_ratings') }} as g
inner join {{ ref('int_organizations__register') }} as o on g.uscc = o.uscc and o.is_in_force
inner join {{ ref('int_policy__parameters') }} as award
    on award.parameter = 'rating_award_max_yuan_' || g.rating
    and o.authority_code = award.authority_code and o.org_type = award.org_type
    and g.granted_on between award.valid_from and award.valid_to
left join {{ ref('int_policy__parameters') }} as least_award
    on least_award.parameter = 'rating_award_min_yuan_' || g.rating
    and o.authority_code = least_award.authority_code and o.org_type = least_award.org_type
    and g.granted_on between least_award.valid_from and least_award.valid_to
inner join {{ ref('credit_gate') }} as gate on o.uscc = gate.uscc and gate.purpose = 'award'
