-- Grain: kind of finding and registering authority; the row of the nearest place that speaks of it, unless it is switched off.
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
        k.enabled
    from {{ ref('authorities') }} as a
    inner join {{ ref('int_jurisdictions__path') }} as j on a.jurisdiction_code = j.jurisdiction_code
    inner join {{ ref('finding_kinds') }} as k on j.ancestor_code = k.jurisdiction_code
    qualify row_number() over (partition by k.finding_code, a.authority_code order by j.distance, k.valid_from desc) = 1
)

-- A place that switches a kind off does not fall back on the place above it.
select
    finding_code, authority_code, subject, label_zh, level, actor, remedy_zh, document_id, article, evidence, valid_from, valid_to
from nearest
where enabled
