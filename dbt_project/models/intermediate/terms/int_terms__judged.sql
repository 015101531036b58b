-- Grain: organisation in force whose council has a term: the latest one begun, and how it stands on the business date.
with latest as (
    select o.uscc, o.authority_code, o.org_type, o.district_code, t.term_no, t.term_started_on, t.term_ends_on, t.delayed_to, t._row_id
    from {{ ref('cur_terms') }} as t
    inner join {{ ref('int_organizations__register') }} as o on o.uscc = t.uscc
    where o.is_in_force and t.term_started_on <= {{ business_date() }}
    qualify row_number() over (partition by t.uscc order by t.term_no desc) = 1
),

dated as (
    select
        o.*,
        coalesce(o.delayed_to, o.term_ends_on) as due_on,
        {{ add_years('o.term_ends_on', 'most.value_number') }} as latest_delay
    from latest as o
    left join {{ parameter_on('term_delay_max_years', 'most', 'o.term_ends_on') }}
)

select
    *,
    case
        when coalesce(delayed_to > latest_delay, false) then 'delay_too_long'
        when {{ business_date() }} > due_on then 'overdue'
        when {{ business_date() }} > term_ends_on then 'delayed'
        else 'in_term'
    end as state
from dated
