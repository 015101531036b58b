-- Grain: decided application that says when it was made; the days it took beside the days the law gives.
with applications as (
    select
        a._row_id, a.uscc, a.org_name, a.decision_no, a.application_kind, a.channel, a.applied_on, a.decided_on,
        -- What the register does not know was decided by whoever delivered it.
        coalesce(o.authority_code, a._authority) as authority_code,
        o.org_type,
        coalesce(o.is_in_force, false) as is_in_force,
        {{ days_between('a.applied_on', 'a.decided_on') }} as days_taken
    from {{ ref('cur_applications') }} as a
    left join {{ ref('int_organizations__register') }} as o on a.uscc = o.uscc
    where a.decided_on <= {{ business_date() }} and a.applied_on is not null
)

select
    a.*,
    p.value_number as legal_days,
    a.days_taken > p.value_number as is_late,
    p.document_id,
    p.article,
    p.evidence
from applications as a
left join {{ ref('int_policy__parameters') }} as p
    on a.application_kind = 'establish' and p.parameter = 'approval_days_establish'
    and p.authority_code = a.authority_code and p.org_type = a.org_type
    and a.applied_on between p.valid_from and p.valid_to
