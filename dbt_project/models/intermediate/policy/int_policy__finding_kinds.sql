-- Grain: kind of finding, registering authority, type of organisation (* for what belongs to none) and stretch of time;
-- the row of the nearest place in force, unless it is switched off or nobody there ever handed in the records whose
-- silence it would read as a fault.
with types as (
    select code as org_type from {{ ref('code_lists') }} where list_name = 'org_type'
    union
    select '*' as org_type
),

reaching as (
    select
        k.finding_code, a.authority_code, t.org_type, k.subject, k.label_zh, k.level, k.actor, k.remedy_zh, k.document_id, k.article,
        k.evidence, k.valid_from, coalesce(k.valid_to, date '9999-12-31') as valid_to, k.enabled, k.needs, j.distance,
        case when k.org_type = '*' then 1 else 0 end as is_general
    from {{ ref('authorities') }} as a
    inner join {{ ref('int_jurisdictions__path') }} as j on a.jurisdiction_code = j.jurisdiction_code
    inner join {{ ref('finding_kinds') }} as k on j.ancestor_code = k.jurisdiction_code
    inner join types as t on k.org_type in ('*', t.org_type)
),

bounds as (
    select finding_code, authority_code, org_type, valid_from from reaching
    union
    select finding_code, authority_code, org_type, {{ add_days('valid_to', 1) }} as valid_from
    from reaching
    where valid_to < date '9999-12-31'
),

stretches as (
    select
        *,
        coalesce(
            {{ add_days('lead(valid_from) over (partition by finding_code, authority_code, org_type order by valid_from)', -1) }},
            date '9999-12-31'
        ) as valid_to
    from bounds
),

-- The nearest place speaks first, there the row that names the type, then the one that began last.
nearest as (
    select r.* exclude (valid_from, valid_to), s.valid_from, s.valid_to
    from stretches as s
    inner join reaching as r
        on r.finding_code = s.finding_code and r.authority_code = s.authority_code and r.org_type = s.org_type
        and s.valid_from between r.valid_from and r.valid_to
    qualify row_number() over (
        partition by s.finding_code, s.authority_code, s.org_type, s.valid_from
        order by r.distance, r.is_general, r.valid_from desc
    ) = 1
)

-- A place that switches a kind off does not fall back on the place above it while its row lasts.
select
    n.finding_code, n.authority_code, n.org_type, n.subject, n.label_zh, n.level, n.actor, n.remedy_zh, n.document_id, n.article,
    n.evidence, n.valid_from, n.valid_to
from nearest as n
left join {{ ref('int_policy__records_handed_in') }} as r on r.needs = n.needs and r.authority_code = n.authority_code
where n.enabled and (n.needs is null or r.needs is not null)
