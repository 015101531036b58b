-- Grain: organisation in force, kind of finding about its registration and day. What came in under a rule is judged by that day's rule.
with foundings as (
    select
        a.uscc, a.applied_on, a.decided_on, a.reg_mode, a.category, a.review_passed, a.founders_reviewed, a._row_id, o.authority_code, o.org_type
    from {{ ref('cur_applications') }} as a
    inner join {{ ref('int_organizations__register') }} as o on a.uscc = o.uscc and o.is_in_force
    where a.application_kind = 'establish' and a.decided_on <= {{ business_date() }}
),

found as (
    select
        f.uscc, f.authority_code, 'members_below_minimum' as finding_code, f.decided_on as found_on,
        '会员' || {{ number_text('m.members') }} || '，最低' || {{ number_text('m.members_min') }} as detail_zh,
        {{ id_list(['f._row_id']) }} as evidence_ids
    from foundings as f
    inner join {{ ref('int_registration__minimums') }} as m on f._row_id = m._row_id and not m.has_enough_members

    union all

    select
        f.uscc, f.authority_code, 'capital_below_minimum', f.decided_on,
        '资金' || {{ number_text('m.capital_yuan') }} || '元，最低' || {{ number_text('m.capital_min_yuan') }} || '元',
        {{ id_list(['f._row_id']) }}
    from foundings as f
    inner join {{ ref('int_registration__minimums') }} as m on f._row_id = m._row_id and not m.has_enough_capital

    union all

    select
        f.uscc, f.authority_code, 'direct_without_category', f.decided_on,
        '直接登记，类别为' || {{ label_zh('org_category', 'f.category') }}, {{ id_list(['f._row_id']) }}
    from foundings as f
    inner join {{ ref('int_policy__parameters') }} as p
        on p.parameter = 'direct_categories' and p.authority_code = f.authority_code and p.org_type = f.org_type
        and f.decided_on between p.valid_from and p.valid_to
    where f.reg_mode = 'direct'
        and not {{ plus_list_has('p.value', 'f.category') }}

    union all

    select uscc, authority_code, 'review_missing', decided_on, '没有通过必要性、代表性审查的记录', {{ id_list(['_row_id']) }}
    from foundings
    where category = 'industry_chamber' and not coalesce(review_passed, false)

    union all

    -- Who says nothing of an application but the decision has not been asked who was reviewed.
    select uscc, authority_code, 'founders_not_reviewed', decided_on, '没有发起人和拟任负责人通过资格审查的记录', {{ id_list(['_row_id']) }}
    from foundings
    where applied_on is not null and not coalesce(founders_reviewed, false)

    union all

    select uscc, authority_code, 'dual_without_supervisor', registered_on, '登记册中没有业务主管单位', {{ id_list(['_row_id']) }}
    from {{ ref('int_organizations__register') }}
    where is_in_force and reg_mode = 'dual' and supervisor_name is null

    union all

    select uscc, authority_code, 'shared_address', registered_on, '与' || first_name || '住所相同', evidence_ids
    from {{ ref('int_registration__shared_addresses') }}
    where not is_allowed

    union all

    select
        uscc, authority_code, 'approval_late', decided_on,
        '用时' || {{ number_text('days_taken') }} || '日，法定' || {{ number_text('legal_days') }} || '日', {{ id_list(['_row_id']) }}
    from {{ ref('int_registration__approvals') }}
    where is_in_force and is_late
)

-- Two applications decided on one day may show the same.
select uscc, authority_code, finding_code, found_on, min(detail_zh) as detail_zh, {{ merge_id_lists('evidence_ids') }} as evidence_ids
from found
group by uscc, authority_code, finding_code, found_on
