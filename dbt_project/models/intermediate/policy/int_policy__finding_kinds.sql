-- Grain: kind of finding and registering authority; the row of the nearest place that speaks of it.
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
    coalesce(k.valid_to, date '9999-12-31') as valid_to
from {{ ref('authorities') }} as a
inner join {{ ref('int_jurisdictions__path') }} as j on a.jurisdiction_code = j.jurisdiction_code
inner join {{ ref('finding_kinds') }} as k on j.ancestor_code = k.jurisdiction_code
where k.enabled
qualify row_number() over (partition by k.finding_code, a.authority_code order by j.distance, k.valid_from desc) = 1
