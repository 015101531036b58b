-- Grain: organisation and name it has or had; valid_from is the first day the name is known for, null when unknown.
with said as (
    select uscc, org_name, min(coalesce(renamed_on, registered_on)) as valid_from
    from {{ ref('stg_organizations') }}
    group by uscc, org_name

    union all

    select uscc, former_name as org_name, min(registered_on) as valid_from
    from {{ ref('stg_organizations') }}
    where former_name is not null
    group by uscc, former_name

    union all

    select uscc, org_name, min(decided_on) as valid_from
    from {{ ref('int_organizations__decisions') }}
    where decision_kind in ('founded', 'changed')
    group by uscc, org_name
),

names as (
    select uscc, org_name, min(valid_from) as valid_from
    from said
    group by uscc, org_name
)

select
    n.uscc,
    n.org_name,
    r.authority_code,
    n.valid_from,
    n.org_name = r.org_name as is_current
from names as n
inner join {{ ref('int_organizations__register') }} as r on n.uscc = r.uscc
