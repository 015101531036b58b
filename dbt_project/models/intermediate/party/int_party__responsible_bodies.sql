-- Grain: organisation in force, with the one body that answers for its party work.
with kinds as (
    select
        o.*,
        case
            when o.is_community_org and coalesce(o.reg_mode, '') <> 'dual' then 'town'
            when coalesce(o.reg_mode, 'dual') = 'dual' and o.supervisor_name is not null and not coalesce(d.is_complete, false) then 'supervisor'
            -- Registered directly, decoupled, or with nobody above it: the committee takes what nobody else has.
            else 'comprehensive_committee'
        end as responsible_kind
    from {{ ref('int_organizations__register') }} as o
    left join {{ ref('decoupling_progress') }} as d on d.uscc = o.uscc
    where o.is_in_force
)

select
    k.uscc,
    k.authority_code,
    k.responsible_kind,
    case k.responsible_kind
        when 'supervisor' then k.supervisor_name
        when 'town' then coalesce(k.town, c.community_name, k.district_name || '所属镇街')
        -- The committee of the place that registers: a city's for what the city registers, wherever it has its seat.
        else coalesce(j.name_zh, k.district_name, '') || '社会组织综合党委'
    end as responsible_body_zh
from kinds as k
left join {{ ref('cur_communities') }} as c on c.community_code = k.community_code
left join {{ ref('jurisdictions') }} as j on j.jurisdiction_code = k.jurisdiction_code
