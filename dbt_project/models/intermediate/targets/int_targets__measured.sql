-- Grain: organisation in force under the place of a target document, with what the measures count.
with rated as (
    select uscc, max(case when state = 'valid' and is_high then 1 else 0 end) as valid_high_ratings
    from {{ ref('current_ratings') }}
    group by uscc
),

penalised as (
    select distinct uscc
    from {{ ref('cur_penalties') }}
    where decided_on <= {{ business_date() }} and coalesce(revoked_on > {{ business_date() }}, true)
)

select
    d.document_id,
    o.uscc,
    o.jurisdiction_code,
    o.is_charity,
    o.is_community_foundation,
    o.full_time_staff,
    r.valid_high_ratings,
    -- A council of which nobody delivered a record is not held against the organisation.
    not (s.on_abnormal or s.on_serious or n.uscc is not null) and coalesce(g.is_complete, true) as is_healthy,
    b.responsible_kind = 'comprehensive_committee' as is_under_committee,
    u.is_counted, u.has_own, u.is_covered, u.charter_has_party
from {{ ref('int_organizations__register') }} as o
inner join {{ ref('int_jurisdictions__path') }} as p on p.jurisdiction_code = o.jurisdiction_code
inner join {{ ref('documents') }} as d on d.jurisdiction_code = p.ancestor_code
inner join {{ ref('int_party__units') }} as u on u.uscc = o.uscc
inner join {{ ref('party_responsibility') }} as b on b.uscc = o.uscc
inner join {{ ref('credit_status') }} as s on s.uscc = o.uscc
left join rated as r on r.uscc = o.uscc
left join penalised as n on n.uscc = o.uscc
left join {{ ref('governance_states') }} as g on g.uscc = o.uscc
where d.document_id in (select document_id from {{ ref('indicators') }} union select document_id from {{ ref('place_targets') }})
