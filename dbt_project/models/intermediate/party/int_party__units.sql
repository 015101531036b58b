-- Grain: organisation in force, with its latest count of party members, if one was delivered.
with counts as (
    select *, row_number() over (partition by uscc order by counted_on desc) as recency
    from {{ ref('cur_party_units') }}
    where counted_on <= {{ business_date() }}
)

select
    o.uscc,
    o.authority_code,
    o.jurisdiction_code,
    o.org_type,
    c.counted_on,
    c.uscc is not null as is_counted,
    c.formal_members,
    c.party_org_type,
    c.party_org_name,
    coalesce(c.has_instructor, false) as has_instructor,
    -- Probationary members are no formal members and do not count.
    coalesce(c.formal_members >= p.value_number, false) as needs_own,
    coalesce(c.party_org_type in ('branch', 'general_branch', 'committee', 'functional'), false) as has_own,
    coalesce(c.party_org_type = 'functional', false) as has_functional,
    coalesce(c.party_org_type = 'joint_branch', false) as has_joint,
    coalesce(c.party_org_type <> 'none', false) or coalesce(c.has_instructor, false) as is_covered,
    c.charter_has_party,
    c.secretary_source,
    c.party_manager_name,
    c._row_id
from {{ ref('int_organizations__register') }} as o
left join counts as c on c.uscc = o.uscc and c.recency = 1
left join {{ ref('int_policy__parameters') }} as p
    on p.parameter = 'party_own_branch_members' and p.authority_code = o.authority_code and p.org_type = o.org_type
    and c.counted_on between p.valid_from and p.valid_to
where o.is_in_force
