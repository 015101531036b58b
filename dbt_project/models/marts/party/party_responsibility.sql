-- Grain: organisation in force.
select
    {{ business_date() }} as business_date,
    b.uscc,
    b.authority_code,
    b.responsible_kind,
    {{ responsible_kind_zh('b.responsible_kind') }} as responsible_kind_zh,
    b.responsible_body_zh,
    u.party_manager_name as reported_body,
    u.counted_on as reported_on,
    {{ party_body_stem('u.party_manager_name') }} = {{ party_body_stem('b.responsible_body_zh') }} as agrees,
    case when u.party_manager_name is not null then u._row_id end as evidence_id
from {{ ref('int_party__responsible_bodies') }} as b
inner join {{ ref('int_party__units') }} as u on u.uscc = b.uscc
