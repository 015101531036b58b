-- Grain: application to found an organisation, or filing of one; members and capital beside the least the law asks.
with cases as (
    select
        a._row_id, o.authority_code, o.org_type, coalesce(a.is_community_org, false) as is_community_org, a.hub_type,
        a.decided_on as judged_on, a.unit_members, a.individual_members, a.capital_yuan
    from {{ ref('cur_applications') }} as a
    inner join {{ ref('int_organizations__register') }} as o on a.uscc = o.uscc
    where a.application_kind = 'establish' and a.decided_on <= {{ business_date() }}

    union all

    -- A filed group is measured as the association it would be if it were registered in its district.
    select
        f._row_id, r.authority_code, 'association', true, null,
        f.filed_on, f.unit_members, f.individual_members, f.capital_yuan
    from {{ ref('cur_community_filings') }} as f
    inner join {{ ref('cur_communities') }} as c on f.community_code = c.community_code
    inner join {{ ref('authorities') }} as r on c.district_code = r.jurisdiction_code and r.role <> 'manager'
    where f.filed_on <= {{ business_date() }}
),

counted as (
    select
        *,
        coalesce(unit_members, 0) + coalesce(individual_members, 0) as members,
        -- Both numbers given, and both above nought or both nought: mixed. One that is not given leaves the other alone.
        case
            when (unit_members > 0) = (individual_members > 0) then 'mixed'
            when unit_members > 0 then 'unit'
            when individual_members > 0 then 'individual'
        end as member_kind
    from cases
)

select
    c._row_id,
    c.member_kind,
    case when c.member_kind is not null then c.members end as members,
    coalesce(lowered.value_number, statute.value_number) as members_min,
    c.members >= coalesce(lowered.value_number, statute.value_number) as has_enough_members,
    c.capital_yuan,
    coalesce(hub.value_number, capital.value_number) as capital_min_yuan,
    c.capital_yuan >= coalesce(hub.value_number, capital.value_number) as has_enough_capital
from counted as c
left join {{ ref('int_policy__parameters') }} as statute
    on statute.parameter = 'members_min_' || c.member_kind
    and statute.authority_code = c.authority_code and statute.org_type = c.org_type
    and c.judged_on between statute.valid_from and statute.valid_to
left join {{ ref('int_policy__parameters') }} as lowered
    on c.is_community_org and lowered.parameter = 'community_members_min_' || c.member_kind
    and lowered.authority_code = c.authority_code and lowered.org_type = c.org_type
    and c.judged_on between lowered.valid_from and lowered.valid_to
left join {{ ref('int_policy__parameters') }} as capital
    on capital.parameter = 'capital_min_yuan'
    and capital.authority_code = c.authority_code and capital.org_type = c.org_type
    and c.judged_on between capital.valid_from and capital.valid_to
left join {{ ref('int_policy__parameters') }} as hub
    on c.is_community_org and c.hub_type is not null and hub.parameter = 'hub_capital_min_yuan'
    and hub.authority_code = c.authority_code and hub.org_type = c.org_type
    and c.judged_on between hub.valid_from and hub.valid_to
