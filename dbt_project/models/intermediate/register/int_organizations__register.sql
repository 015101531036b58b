-- Grain: organisation in the register as of the business date.
with delivered as (
    select
        uscc, org_name, org_type, coalesce(status, 'in_force') as status, registered_on, cancelled_on, authority_name,
        _authority, district_code, town, address, legal_representative, phone, supervisor_name, is_charity,
        is_community_foundation, full_time_staff, reg_mode, category, is_community_org, community_code, hub_type, is_social_work,
        has_public_fundraising,
        'register' as known_from, _row_id
    from {{ ref('cur_organizations') }}
    where registered_on <= {{ business_date() }}

    union all

    select
        uscc, org_name, null, case when cancelled_on is null then 'in_force' else 'cancelled' end, registered_on, cancelled_on, null,
        authority_code, null, null, null, null, null, null, null,
        null, null, null, null, null, null, null, null, null,
        'decisions', _row_id
    from {{ ref('int_organizations__from_decisions') }}
),

placed as (
    select
        d.* exclude (status),
        -- A cancellation dated after the business date is not known by then; a revocation or liquidation is a state.
        case when d.status = 'cancelled' and d.cancelled_on > {{ business_date() }} then 'in_force' else d.status end as status,
        -- The register names its registrar; else the folder speaks (a managing body's for the registrar of its place);
        -- the code's own digits come last, since they are the registrar of the day it was coded.
        coalesce(named.authority_code, registrar.authority_code, coded.authority_code, '') as registrar_code
    from delivered as d
    left join {{ ref('authorities') }} as named on d.authority_name = named.name_zh and named.role <> 'manager'
    left join {{ ref('authorities') }} as folder on d._authority = folder.authority_code
    left join {{ ref('authorities') }} as registrar
        on folder.jurisdiction_code = registrar.jurisdiction_code and registrar.role <> 'manager'
    left join {{ ref('authorities') }} as coded on substr(d.uscc, 3, 6) = coded.authority_code
)

select
    p.uscc,
    p.org_name,
    coalesce(p.org_type, case substr(p.uscc, 1, 2) when '51' then 'association' when '52' then 'service_org' else 'foundation' end) as org_type,
    p.status,
    p.status in ('in_force', 'in_liquidation') and coalesce(p.cancelled_on > {{ business_date() }}, true) as is_in_force,
    p.registered_on,
    case when p.cancelled_on <= {{ business_date() }} then p.cancelled_on end as cancelled_on,
    p.registrar_code as authority_code,
    a.name_zh as authority_name,
    a.jurisdiction_code,
    case when j.level = 'county' then j.parent_code else j.jurisdiction_code end as city_code,
    coalesce(d.jurisdiction_code, j.jurisdiction_code) as district_code,
    coalesce(d.name_zh, j.name_zh) as district_name,
    p.town,
    p.address,
    p.legal_representative,
    p.phone,
    p.supervisor_name,
    coalesce(p.is_charity, false) as is_charity,
    coalesce(p.is_community_foundation, false) as is_community_foundation,
    p.full_time_staff,
    p.reg_mode,
    p.category,
    coalesce(p.is_community_org, false) as is_community_org,
    p.community_code,
    p.hub_type,
    coalesce(p.is_social_work, false) as is_social_work,
    p.has_public_fundraising,
    p.known_from,
    p._row_id
from placed as p
left join {{ ref('authorities') }} as a on p.registrar_code = a.authority_code
left join {{ ref('jurisdictions') }} as j on a.jurisdiction_code = j.jurisdiction_code
left join {{ ref('jurisdictions') }} as d on p.district_code = d.jurisdiction_code
