-- Grain: organisation in force of which any post was delivered; whether its bodies are there. Names nobody.
with bodies as (
    select
        uscc, authority_code, org_type,
        max(case when post = 'chair' and is_open then 1 else 0 end) = 1 as has_chair,
        max(case when post = 'legal_representative' and is_open then 1 else 0 end) = 1 as has_head_in_post,
        max(case when post = 'supervisor' and is_open then 1 else 0 end) = 1 as has_supervisor_in_post,
        {{ collect_ids('_row_id') }} as evidence_ids
    from {{ ref('int_persons__posts') }}
    where is_in_force
    group by uscc, authority_code, org_type
),

-- An authority whose lists of posts never name a supervisor does not list supervisors: their absence says nothing.
lists_supervisors as (
    select distinct authority_code
    from {{ ref('int_persons__posts') }}
    where post = 'supervisor'
),

judged as (
    select
        b.*,
        b.has_head_in_post or o.legal_representative is not null as has_legal_representative,
        case when l.authority_code is not null then b.has_supervisor_in_post end as has_supervisor,
        t.state as term_state,
        -- Its legal representative stands for a service organisation; a chair is not asked of it.
        b.org_type <> 'service_org' and not b.has_chair as lacks_chair,
        coalesce(t.state not in ('in_term', 'delayed'), false) as is_past_term
    from bodies as b
    inner join {{ ref('int_organizations__register') }} as o on o.uscc = b.uscc
    left join lists_supervisors as l on l.authority_code = b.authority_code
    left join {{ ref('re_elections') }} as t on t.uscc = b.uscc
),

stated as (
    select
        *,
        nullif(concat_ws('；',
            case when lacks_chair then '无理事长（会长）' end,
            case when not has_legal_representative then '无法定代表人' end,
            case when not has_supervisor then '无监事' end,
            case when is_past_term then {{ term_state_zh('term_state') }} end), '') as missing_zh
    from judged
)

select
    {{ business_date() }} as business_date,
    s.uscc,
    s.authority_code,
    s.org_type,
    {{ org_type_zh('s.org_type') }} as org_type_zh,
    s.has_chair,
    s.has_legal_representative,
    s.has_supervisor,
    s.term_state,
    {{ term_state_zh('s.term_state') }} as term_state_zh,
    s.missing_zh is null as is_complete,
    s.missing_zh,
    k.finding_code,
    k.label_zh as finding_zh,
    k.level,
    {{ finding_level_zh('k.level') }} as level_zh,
    k.remedy_zh,
    k.document_id,
    k.article,
    k.evidence,
    s.evidence_ids
from stated as s
left join {{ ref('int_policy__finding_kinds') }} as k
    on k.finding_code = 'council_incomplete'
    and k.authority_code = s.authority_code
    and k.org_type = s.org_type
    and {{ business_date() }} between k.valid_from and k.valid_to
    and s.missing_zh is not null
