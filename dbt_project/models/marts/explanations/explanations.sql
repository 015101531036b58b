-- Grain: organisation, section and number of the line in it.
select
    {{ business_date() }} as business_date,
    l.uscc,
    c.authority_code,
    {{ explanation_section_no('l.section') }} as section_no,
    l.section,
    {{ zh_label('l.section', explanation_sections()) }} as section_zh,
    l.line_no,
    l.subject_code,
    l.statement_zh,
    l.state,
    l.state_zh,
    l.event_on,
    l.due_on,
    {{ cited_zh('d.title_zh', 'l.article') }} as clause_zh,
    l.document_id,
    l.article,
    coalesce(l.evidence, d.evidence) as evidence,
    {{ attested_zh('coalesce(l.evidence, d.evidence)') }} as evidence_zh,
    l.ends_zh
from {{ ref('int_explanations__numbered') }} as l
inner join {{ ref('credit_status') }} as c on l.uscc = c.uscc
left join {{ ref('documents') }} as d on l.document_id = d.document_id
