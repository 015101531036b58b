-- Grain: organisation whose latest count has members enough for a branch of its own, and no party organisation.
with latest_counts as (
    select *
    from {{ ref('cur_party_units') }}
    where counted_on <= {{ business_date() }}
    qualify row_number() over (partition by uscc order by counted_on desc, _row_id) = 1
)

select
    c.uscc,
    'party_org_not_set_up' as ground_code,
    c.counted_on as event_date,
    c._row_id as evidence_id,
    {{ id_list(['c._row_id']) }} as evidence_ids
from latest_counts as c
inner join {{ ref('int_organizations__register') }} as o on c.uscc = o.uscc
inner join {{ parameter_on('party_own_branch_members', 'members', 'c.counted_on') }}
-- Probationary members do not count.
where c.party_org_type = 'none' and c.formal_members >= members.value_number
