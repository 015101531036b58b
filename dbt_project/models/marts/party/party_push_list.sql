-- Grain: gap that a managing body hands to the body that registers, where a place has two.
with pairs as (
    select r.authority_code as registrar_code, r.name_zh as registrar_zh, m.authority_code as manager_code, m.name_zh as manager_zh
    from {{ ref('authorities') }} as r
    inner join {{ ref('authorities') }} as m on m.jurisdiction_code = r.jurisdiction_code and m.role = 'manager'
    where r.role = 'registrar'
),

-- The next time the organisation came to the counter, the registrar could have spoken of it.
reminders as (
    select
        g.uscc, g.finding_code, a.decision_no, a.decided_on,
        row_number() over (partition by g.uscc, g.finding_code order by a.decided_on, a.decision_no) as turn
    from {{ ref('party_gaps') }} as g
    inner join {{ ref('cur_applications') }} as a on a.uscc = g.uscc and a.decided_on > g.found_on
    where a.application_kind in ('change', 'establish') and a.decided_on <= {{ business_date() }}
)

select
    g.business_date,
    g.uscc,
    g.finding_code,
    g.finding_zh,
    p.manager_code as from_authority_code,
    p.manager_zh as from_authority_zh,
    p.registrar_code as to_authority_code,
    p.registrar_zh as to_authority_zh,
    g.found_on,
    g.detail_zh,
    r.decision_no as reminded_by_decision_no,
    r.decided_on as reminded_on,
    g.evidence_ids
from {{ ref('party_gaps') }} as g
inner join pairs as p on p.registrar_code = g.authority_code
left join reminders as r on r.uscc = g.uscc and r.finding_code = g.finding_code and r.turn = 1
where g.finding_code in ('own_branch_missing', 'members_without_party_organisation', 'no_member_and_no_instructor')
