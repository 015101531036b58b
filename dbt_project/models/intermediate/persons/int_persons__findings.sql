-- Grain: person and the place of the number, organisation in force, kind of finding and day; several posts of one day are one finding.
with found as (
    select * from {{ ref('int_persons__appointment_findings') }}
    union all
    select * from {{ ref('int_persons__duty_findings') }}
)

select
    uscc, authority_code, place_code, person_no, finding_code, found_on,
    {{ join_texts('distinct detail_zh', '；', 'detail_zh') }} as detail_zh,
    {{ merge_id_lists('evidence_ids') }} as evidence_ids
from found
group by uscc, authority_code, place_code, person_no, finding_code, found_on
