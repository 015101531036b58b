-- A row id that no accepted row bears would leave a line without the evidence it claims.
with cited as (
    select uscc, section, line_no, {{ each_id('evidence_ids') }} as evidence_id
    from {{ ref('int_explanations__numbered') }}
)

select c.uscc, c.section, c.line_no, c.evidence_id
from cited as c
left join {{ ref('explanation_evidence') }} as e
    on c.uscc = e.uscc and c.section = e.section and c.line_no = e.line_no and c.evidence_id = e.evidence_id
where c.evidence_id is not null and e.evidence_id is null
