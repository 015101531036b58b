-- Grain: organisation with a party organisation of its own that is said to lack one, or to have nobody for party work.
select g.uscc, g.finding_code, u.party_org_type
from {{ ref('party_gaps') }} as g
inner join {{ ref('int_party__units') }} as u on u.uscc = g.uscc
where u.has_own
    and g.finding_code in ('own_branch_missing', 'members_without_party_organisation', 'no_member_and_no_instructor')
