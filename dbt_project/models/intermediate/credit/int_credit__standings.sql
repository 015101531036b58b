-- Grain: organisation and credit list it is on now.
with on_list as (
    select
        uscc,
        list_type,
        max(_authority) as delivered_by,
        -- A penalty leaves nothing to rectify.
        min(case when ground_code = 'minor_penalty' then 1 else 0 end) = 1 as is_penalty_only,
        -- Whose registration is gone stays until it is cancelled: no time served ends it.
        max(case when ground_code = 'registration_revoked' then 1 else 0 end) = 1 as is_revoked
    from {{ ref('int_credit__entries') }}
    where status = 'listed'
    group by uscc, list_type
),

standings as (
    select
        n.uscc,
        n.list_type,
        s.started_on as since,
        s.clock_start,
        case
            when n.list_type = 'serious' and n.is_revoked then 'on_cancellation'
            when n.list_type = 'serious' then 'apply'
            when n.is_penalty_only then 'automatic'
            else 'on_rectification'
        end as removal_way,
        coalesce(r.authority_code, n.delivered_by) as authority_code,
        coalesce(r.org_type, {{ org_type_of('n.uscc') }}) as org_type
    from on_list as n
    left join {{ ref('int_credit__spells') }} as s on n.uscc = s.uscc and n.list_type = s.list_type and s.is_open
    left join {{ ref('int_organizations__register') }} as r on n.uscc = r.uscc
)

select
    o.uscc,
    o.list_type,
    o.since,
    o.clock_start,
    o.removal_way,
    case o.removal_way
        when 'apply' then {{ add_years('o.clock_start', 'years.value_number') }}
        when 'automatic' then {{ add_months('o.clock_start', 'months.value_number') }}
    end as earliest_removal_on
from standings as o
left join {{ parameter_on('serious_min_years', 'years', 'o.clock_start') }}
left join {{ parameter_on('abnormal_auto_remove_months', 'months', 'o.clock_start') }}
