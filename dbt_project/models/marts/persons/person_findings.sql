-- Grain: person and the place of the number, organisation in force, kind of finding and day it was found; only of a rule in force there on that day.
select
    {{ business_date() }} as business_date,
    f.uscc,
    f.authority_code,
    f.place_code,
    f.person_no,
    f.finding_code,
    k.label_zh as finding_zh,
    k.level,
    {{ finding_level_zh('k.level') }} as level_zh,
    k.actor,
    {{ finding_actor_zh('k.actor') }} as actor_zh,
    f.found_on,
    f.detail_zh,
    k.remedy_zh,
    k.document_id,
    k.article,
    k.evidence,
    f.evidence_ids
from {{ ref('int_persons__findings') }} as f
inner join {{ ref('int_organizations__register') }} as o on o.uscc = f.uscc
inner join {{ ref('int_policy__finding_kinds') }} as k
    on k.finding_code = f.finding_code
    and k.authority_code = f.authority_code
    and k.org_type = o.org_type
    and f.found_on between k.valid_from and k.valid_to
