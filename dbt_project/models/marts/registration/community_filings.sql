-- Grain: filing of a community organisation, filed by the business date.
with placed as (
    select
        f.*,
        c.community_name, c.community_kind, c.town, c.district_code,
        r.authority_code,
        case
            when o.uscc is not null then 'registered'
            when f.withdrawn_on <= {{ business_date() }} then 'withdrawn'
            else 'filed'
        end as state
    from {{ ref('cur_community_filings') }} as f
    left join {{ ref('cur_communities') }} as c on f.community_code = c.community_code
    left join {{ ref('authorities') }} as r on c.district_code = r.jurisdiction_code and r.role <> 'manager'
    left join {{ ref('int_organizations__register') }} as o on f.uscc = o.uscc
    where f.filed_on <= {{ business_date() }}
),

-- That the community is heard first is asked only where a place says so; the rule speaks of the day of filing.
judged as (
    select
        p.*,
        case when p.state = 'registered' then 'registered' else coalesce(p.manage_tier, 'unknown') end as tier,
        case
            when p.district_code is null then 'community_unknown'
            when k.finding_code is null then null
            when p.opinion_on is null then 'opinion_missing'
            when p.opinion_on > p.filed_on then 'opinion_after_filing'
        end as problem,
        k.document_id, k.article, k.evidence
    from placed as p
    left join {{ ref('int_policy__finding_kinds') }} as k
        on k.finding_code = 'opinion_after_filing' and k.authority_code = p.authority_code and k.org_type = '*'
        and p.filed_on between k.valid_from and k.valid_to
)

select
    {{ business_date() }} as business_date,
    j.filing_no,
    j.org_name,
    j.district_code,
    j.town,
    j.community_code,
    j.community_name,
    j.community_kind,
    {{ label_zh('community_kind', 'j.community_kind') }} as community_kind_zh,
    j.manage_tier,
    {{ label_zh('manage_tier', 'j.manage_tier') }} as manage_tier_zh,
    j.category,
    {{ label_zh('org_category', 'j.category') }} as category_zh,
    j.filed_on,
    j.opinion_on,
    case when j.withdrawn_on <= {{ business_date() }} then j.withdrawn_on end as withdrawn_on,
    j.uscc,
    j.state,
    {{ filing_state_zh('j.state') }} as state_zh,
    j.tier,
    {{ filing_tier_zh('j.tier') }} as tier_zh,
    cast(m.members as integer) as members,
    cast(m.members_min as integer) as members_min,
    m.capital_yuan,
    cast(m.capital_min_yuan as decimal(18, 2)) as capital_min_yuan,
    -- Capital that nobody gave does not stand against it; members that nobody gave leave the question open.
    m.has_enough_members and coalesce(m.has_enough_capital, true) as meets_registration,
    j.opinion_on <= j.filed_on as opinion_in_time,
    j.problem,
    {{ filing_problem_zh('j.problem') }} as problem_zh,
    case when j.problem like 'opinion_%' then j.document_id end as document_id,
    case when j.problem like 'opinion_%' then j.article end as article,
    case when j.problem like 'opinion_%' then j.evidence end as evidence,
    j._row_id as evidence_id
from judged as j
left join {{ ref('int_registration__minimums') }} as m on j._row_id = m._row_id
