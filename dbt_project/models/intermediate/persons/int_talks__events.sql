-- Grain: organisation in force, occasion that calls for a talk with its heads, and day of the occasion.
with events as (
    select uscc, 'founding' as occasion, registered_on as event_on from {{ ref('int_organizations__register') }}
    union
    select uscc, 're_election', term_started_on from {{ ref('cur_terms') }} where term_no >= 2
    union
    -- A change: somebody took the office that somebody had taken before, and not the same person again.
    select uscc, 'legal_representative_change', started_on
    from {{ ref('int_persons__posts') }}
    where post = 'legal_representative'
    qualify started_on > min(started_on) over (partition by uscc) and not is_reappointment
    union
    select uscc, 'violation', decided_on
    from {{ ref('cur_penalties') }}
    where coalesce(revoked_on > {{ business_date() }}, true)
)

select o.uscc, o.authority_code, o.org_type, e.occasion, e.event_on
from events as e
inner join {{ ref('int_organizations__register') }} as o on o.uscc = e.uscc
where o.is_in_force and e.event_on <= {{ business_date() }}
