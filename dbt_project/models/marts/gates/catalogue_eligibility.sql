-- Grain: entry of a catalogue or qualification list made by the business date.
with entries as (
    select
        uscc, org_name, catalogue_kind, entered_on, _row_id,
        case when left_on <= {{ business_date() }} then left_on end as left_on,
        {{ gate_purpose_of('catalogue_kind') }} as purpose
    from {{ ref('cur_catalogue_entries') }}
    where entered_on <= {{ business_date() }}
)

select
    {{ business_date() }} as business_date,
    e.uscc,
    coalesce(g.org_name, e.org_name) as org_name,
    g.authority_code,
    e.catalogue_kind,
    {{ label_zh('catalogue_kind', 'e.catalogue_kind') }} as catalogue_kind_zh,
    e.entered_on,
    e.left_on,
    case when e.left_on is null then 'in_catalogue' else 'left' end as state,
    {{ catalogue_state_zh("case when e.left_on is null then 'in_catalogue' else 'left' end") }} as state_zh,
    e.purpose as gate_purpose,
    {{ gate_purpose_zh('e.purpose') }} as gate_purpose_zh,
    g.allowed as still_eligible,
    coalesce(e.left_on is null and not g.allowed, false) as must_leave,
    case when g.uscc is null then '登记册中没有这家组织，无从判断' when not g.allowed then g.reasons_zh end as why_zh,
    g.document_id,
    g.article,
    g.evidence,
    e._row_id as evidence_id
from entries as e
left join {{ ref('credit_gate') }} as g on e.uscc = g.uscc and e.purpose = g.purpose
