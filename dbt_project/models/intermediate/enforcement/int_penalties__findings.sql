-- Grain: penalty and what its procedure lacks.
with served as (
    select p.*, due.day as service_due_on
    from {{ ref('int_penalties__dated') }} as p
    inner join {{ ref('int_policy__parameters') }} as o
        on
            o.parameter = 'penalty_service_workdays'
            and o.authority_code = p.authority_code
            and o.org_type = p.org_type
            and p.decided_on between o.valid_from and o.valid_to
    inner join {{ ref('int_calendar__days') }} as decided on decided.day = p.decided_on
    inner join {{ ref('int_calendar__days') }} as due
        on due.is_workday and due.workday_no = decided.workday_no + cast(o.value_number as integer)
)

select
    uscc, authority_code, 'penalty_filed_after_limitation' as finding_code, filed_on as found_on,
    decision_no || '：' || {{ date_zh('act_ended_on') }} || '行为终了，' || {{ date_zh('filed_on') }} || '立案' as detail_zh,
    {{ id_list(['_row_id']) }} as evidence_ids
from {{ ref('int_penalties__dated') }}
where not is_within_limitation
union all
select
    uscc, authority_code, 'penalty_decided_late', decided_on,
    decision_no || '：应于' || {{ date_zh('decision_due_on') }} || '前决定，' || {{ date_zh('decided_on') }} || '决定',
    {{ id_list(['_row_id']) }}
from {{ ref('int_penalties__dated') }}
where decided_on > decision_due_on
union all
select
    uscc, authority_code, 'penalty_served_late', served_on,
    decision_no || '：应于' || {{ date_zh('service_due_on') }} || '前送达，' || {{ date_zh('served_on') }} || '送达',
    {{ id_list(['_row_id']) }}
from served
where served_on > service_due_on and served_on <= {{ business_date() }}
