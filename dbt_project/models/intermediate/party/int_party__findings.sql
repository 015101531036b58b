-- Grain: organisation in force, kind of gap in its party work and day it shows: of a count, or of a founding decision.
with gaps as (
    select
        *,
        case
            when needs_own and not has_own then 'own_branch_missing'
            when formal_members > 0 and not needs_own and not has_own and not has_joint then 'members_without_party_organisation'
            when formal_members = 0 and not is_covered then 'no_member_and_no_instructor'
        end as finding_code
    from {{ ref('int_party__units') }}
),

founded as (
    select o.uscc, o.authority_code, a.decided_on, {{ collect_ids('a._row_id') }} as evidence_ids
    from {{ ref('cur_applications') }} as a
    inner join {{ ref('int_organizations__register') }} as o on o.uscc = a.uscc
    where o.is_in_force
        and a.application_kind = 'establish'
        and a.decided_on <= {{ business_date() }}
        -- A list of decisions without the day of application says nothing of the papers that came with it.
        and a.applied_on is not null
        -- The pledge comes with the application; members are surveyed once it is granted, before the certificate is out.
        and not coalesce(a.party_pledge_on <= a.decided_on and a.party_survey_on <= o.registered_on, false)
    group by o.uscc, o.authority_code, a.decided_on
)

select
    uscc, authority_code, finding_code, counted_on as found_on,
    '正式党员' || formal_members || '名，党组织设置：' || coalesce({{ label_zh('party_org_type', 'party_org_type') }}, '未填')
    || '，指导员：' || case when has_instructor then '有' else '无' end as detail_zh,
    {{ id_list(['_row_id']) }} as evidence_ids
from gaps
where finding_code is not null
union all
select
    u.uscc, u.authority_code, 'joint_branch_too_large', u.counted_on,
    u.party_org_name || '覆盖' || j.units || '家，至多' || j.most_units || '家', j.evidence_ids
from {{ ref('int_party__units') }} as u
inner join {{ ref('int_party__joint_branches') }} as j on j.authority_code = u.authority_code and j.party_org_name = u.party_org_name
where u.has_joint
union all
select uscc, authority_code, 'founded_without_party_steps', decided_on, '准予成立时未交党建承诺书，或者发证前未交党员情况调查表', evidence_ids
from founded
union all
select
    u.uscc, u.authority_code, 'party_body_unclear', u.counted_on,
    '填报为' || u.party_manager_name || '，按登记情况应为' || b.responsible_body_zh, {{ id_list(['u._row_id']) }}
from {{ ref('int_party__units') }} as u
inner join {{ ref('int_party__responsible_bodies') }} as b on b.uscc = u.uscc
where b.responsible_kind = 'supervisor' and {{ party_body_stem('u.party_manager_name') }} <> {{ party_body_stem('b.responsible_body_zh') }}
