-- Grain: joint branch that more organisations in force share than it may have.
with sharing as (
    select u.authority_code, u.party_org_name, u.uscc, u.counted_on, u._row_id, p.value_number as most
    from {{ ref('int_party__units') }} as u
    left join {{ ref('int_policy__parameters') }} as p
        on p.parameter = 'joint_branch_max_units' and p.authority_code = u.authority_code and p.org_type = u.org_type
        and u.counted_on between p.valid_from and p.valid_to
    where u.has_joint and u.party_org_name is not null
)

select
    authority_code,
    party_org_name,
    count(*) as units,
    cast(min(most) as integer) as most_units,
    {{ collect_ids('_row_id') }} as evidence_ids
from sharing
group by authority_code, party_org_name
having count(*) > min(most)
