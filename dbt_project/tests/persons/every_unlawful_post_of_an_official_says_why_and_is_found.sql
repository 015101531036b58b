-- Grain: post of an official that is unlawful without a reason or lawful with one, or unlawful under a rule and not found.
with ruled as (
    select o.*, k.finding_code, greatest(o.started_on, k.valid_from) as first_day
    from {{ ref('officials_in_posts') }} as o
    left join {{ ref('int_organizations__register') }} as r on r.uscc = o.uscc and r.is_in_force
    left join {{ ref('int_policy__finding_kinds') }} as k
        on k.finding_code = case o.official_status when 'serving' then 'serving_official_in_post' else 'retired_official_over_limit' end
        and k.authority_code = r.authority_code and k.org_type = r.org_type and o.started_on <= k.valid_to
    qualify row_number() over (partition by o.place_code, o.person_no, o.uscc, o.post, o.started_on order by k.valid_from) = 1
)

select o.place_code, o.person_no, o.uscc, o.post, o.is_lawful, o.why_not_zh
from ruled as o
left join {{ ref('person_findings') }} as f
    on f.place_code = o.place_code and f.person_no = o.person_no and f.uscc = o.uscc
    and f.finding_code = o.finding_code and f.found_on = o.first_day
where o.is_lawful <> (o.why_not_zh is null) or (not o.is_lawful and o.finding_code is not null and f.person_no is null)
