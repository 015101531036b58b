-- Nobody is on a list, or about to be, without a line that says why and the delivered rows behind it.
with open_facts as (
    select uscc, 'listing' as section, coalesce(ground_code, 'not_stated') as subject_code, listed_on as event_on
    from {{ ref('credit_list') }}
    where status = 'listed'
    union all
    select uscc, 'candidate' as section, ground_code as subject_code, event_date as event_on
    from {{ ref('credit_candidates') }}
    where status in ('open', 'noticed')
),

explained as (
    select l.uscc, l.section, l.subject_code, l.event_on
    from {{ ref('explanations') }} as l
    inner join {{ ref('explanation_evidence') }} as e
        on l.uscc = e.uscc and l.section = e.section and l.line_no = e.line_no
)

select f.uscc, f.section, f.subject_code, f.event_on
from open_facts as f
left join explained as e
    on f.uscc = e.uscc and f.section = e.section and f.subject_code = e.subject_code
    and f.event_on is not distinct from e.event_on
where e.uscc is null
