-- Grain: kind of finding and registering authority; the row of the nearest place that speaks of it, unless it is
-- switched off there or nobody there ever handed in the records whose silence it would read as a fault.
with nearest as (
    select
        k.finding_code,
        a.authority_code,
        k.subject,
        k.label_zh,
        k.level,
        k.actor,
        k.remedy_zh,
        k.document_id,
        k.article,
        k.evidence,
        k.valid_from,
        coalesce(k.valid_to, date '9999-12-31') as valid_to,
        k.enabled,
        k.needs
    from {{ ref('authorities') }} as a
    inner join {{ ref('int_jurisdictions__path') }} as j on a.jurisdiction_code = j.jurisdiction_code
    inner join {{ ref('finding_kinds') }} as k on j.ancestor_code = k.jurisdiction_code
    qualify row_number() over (partition by k.finding_code, a.authority_code order by j.distance, k.valid_from desc) = 1
)

-- A place that switches a kind off does not fall back on the place above it.
select
    n.finding_code, n.authority_code, n.subject, n.label_zh, n.level, n.actor, n.remedy_zh, n.document_id, n.article, n.evidence,
    n.valid_from, n.valid_to
from nearest as n
left join {{ ref('int_policy__records_handed_in') }} as r on r.needs = n.needs and r.authority_code = n.authority_code
where n.enabled and (n.needs is null or r.needs is not null)
