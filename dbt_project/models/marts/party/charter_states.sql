-- Grain: organisation in force.
with rules as (
    select *
    from {{ ref('int_policy__finding_kinds') }}
    where subject = 'charter' and {{ business_date() }} between valid_from and valid_to
),

-- From the day of the newer notice on, the older wording no longer does.
required as (
    select
        authority_code, org_type,
        case when max(case when finding_code = 'charter_wording_outdated' then 1 else 0 end) = 1 then 'wording_2019' else 'wording_2018' end as wording
    from rules
    group by authority_code, org_type
),

judged as (
    select *, case state when 'none' then 'charter_without_party' when 'wording_2018' then 'charter_wording_outdated' end as problem
    from {{ ref('int_party__charters') }}
)

select
    {{ business_date() }} as business_date,
    c.uscc,
    c.authority_code,
    c.state,
    {{ charter_state_zh('c.state') }} as state_zh,
    q.wording as required_wording,
    {{ charter_state_zh('q.wording') }} as required_wording_zh,
    r.finding_code,
    r.label_zh as finding_zh,
    r.level,
    {{ finding_level_zh('r.level') }} as level_zh,
    r.remedy_zh,
    r.document_id,
    r.article,
    r.evidence,
    c.as_of,
    c.evidence_id
from judged as c
left join required as q on q.authority_code = c.authority_code and q.org_type = c.org_type
left join rules as r on r.authority_code = c.authority_code and r.org_type = c.org_type and r.finding_code = c.problem
