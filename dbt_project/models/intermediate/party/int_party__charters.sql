-- Grain: organisation in force: what its charter says of the party, and the count that tells it.
-- The latest count that names the wording speaks; where none does, the latest that says whether the party is in it.
-- A blank says nothing and takes nothing back.
with said as (
    select
        uscc, counted_on, _row_id,
        coalesce(charter_wording, case when not charter_has_party then 'none' end) as state,
        row_number() over (
            partition by uscc
            order by case when charter_wording is not null then 0 when charter_has_party is not null then 1 else 2 end, counted_on desc
        ) as recency
    from {{ ref('cur_party_units') }}
    where counted_on <= {{ business_date() }}
)

select
    u.uscc,
    u.authority_code,
    u.org_type,
    coalesce(s.state, 'unknown') as state,
    s.counted_on as as_of,
    s._row_id as evidence_id
from {{ ref('int_party__units') }} as u
left join said as s on s.uscc = u.uscc and s.recency = 1
