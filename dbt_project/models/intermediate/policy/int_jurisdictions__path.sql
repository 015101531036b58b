-- Grain: jurisdiction and each jurisdiction above it, itself included (distance 0 = itself).
with recursive path as (
    select jurisdiction_code, jurisdiction_code as ancestor_code, parent_code, 0 as distance
    from {{ ref('jurisdictions') }}

    union all

    select p.jurisdiction_code, j.jurisdiction_code as ancestor_code, j.parent_code, p.distance + 1 as distance
    from path as p
    inner join {{ ref('jurisdictions') }} as j on p.parent_code = j.jurisdiction_code
)

select jurisdiction_code, ancestor_code, distance
from path
