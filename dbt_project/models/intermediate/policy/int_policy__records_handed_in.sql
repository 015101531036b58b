-- Grain: registering authority and record that a kind of finding needs, once a body of its place has handed it in:
-- a source, or a column of it that some delivered table had.
with needed as (
    select distinct needs, split_part(needs, '.', 1) as source, nullif(split_part(needs, '.', 2), '') as column_name
    from {{ ref('finding_kinds') }}
    where needs is not null
)

select distinct n.needs, a.authority_code
from needed as n
inner join {{ source('bronze', 'delivered_files') }} as f
    on
        f.source = n.source
        and f._delivered <= {{ known_on() }}
        and (n.column_name is null or {{ json_text('f.columns_matched', 'n.column_name') }} is not null)
inner join {{ ref('authorities') }} as deliverer on deliverer.authority_code = f._authority
inner join {{ ref('authorities') }} as a on a.jurisdiction_code = deliverer.jurisdiction_code
