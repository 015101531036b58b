-- Grain: organisation that no register delivery names and that decisions show to exist or to have existed.
with founded as (
    select
        uscc,
        arg_max(org_name, struct_pack(decided_on, decision_no)) as org_name,
        arg_max(authority_code, struct_pack(decided_on, decision_no)) as authority_code,
        min(case when decision_kind = 'founded' then decided_on end) as registered_on,
        max(case when decision_kind = 'cancelled' then decided_on end) as cancelled_on,
        arg_max(_row_id, struct_pack(decided_on, decision_no)) as _row_id
    from {{ ref('int_organizations__decisions') }}
    where decision_kind in ('founded', 'changed', 'cancelled')
    group by uscc
)

select f.*
from founded as f
left join {{ ref('cur_organizations') }} as o on f.uscc = o.uscc
where o.uscc is null
