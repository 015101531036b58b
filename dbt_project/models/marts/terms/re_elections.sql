-- Grain: organisation in force whose council has a term: the latest one begun.
with found as (
    select
        *,
        case state when 'overdue' then 're_election_overdue' when 'delay_too_long' then 're_election_delay_too_long' end as problem,
        case state when 'overdue' then {{ add_days('due_on', 1) }} when 'delay_too_long' then term_ends_on end as problem_on
    from {{ ref('int_terms__judged') }}
)

select
    {{ business_date() }} as business_date,
    f.uscc,
    f.authority_code,
    f.district_code,
    f.org_type,
    cast(f.term_no as integer) as term_no,
    f.term_started_on,
    f.term_ends_on,
    f.delayed_to,
    f.due_on,
    f.state,
    {{ term_state_zh('f.state') }} as state_zh,
    case when f.due_on < {{ business_date() }} then cast({{ days_between('f.due_on', business_date()) }} as integer) end as days_overdue,
    k.finding_code,
    k.label_zh as finding_zh,
    k.level,
    {{ finding_level_zh('k.level') }} as level_zh,
    k.remedy_zh,
    case when k.finding_code is not null then f.problem_on end as found_on,
    k.document_id,
    k.article,
    k.evidence,
    f._row_id as evidence_id
from found as f
-- Too long a delay is a fault once the term is over that it prolongs.
left join {{ ref('int_policy__finding_kinds') }} as k
    on k.finding_code = f.problem
    and k.authority_code = f.authority_code
    and k.org_type = f.org_type
    and f.problem_on between k.valid_from and k.valid_to
    and f.problem_on <= {{ business_date() }}
