-- Grain: major event of an organisation; it is to be reported before it is held.
with events as (
    select
        e.*,
        o.authority_code,
        o.org_type,
        case
            when e.filed_on <= e.held_on and e.filed_on <= {{ business_date() }} then 'filed_before'
            when e.filed_on <= {{ business_date() }} then 'filed_late'
            when e.held_on < {{ business_date() }} then 'not_filed'
            else 'upcoming'
        end as state
    from {{ ref('cur_major_events') }} as e
    inner join {{ ref('int_organizations__register') }} as o on o.uscc = e.uscc
)

select
    {{ business_date() }} as business_date,
    e.event_no,
    e.uscc,
    e.authority_code,
    e.event_kind,
    {{ label_zh('event_kind', 'e.event_kind') }} as event_kind_zh,
    e.held_on,
    case when e.filed_on <= {{ business_date() }} then e.filed_on end as filed_on,
    e.state,
    {{ event_state_zh('e.state') }} as state_zh,
    k.finding_code,
    k.label_zh as finding_zh,
    k.document_id,
    k.article,
    k.evidence,
    e._row_id as evidence_id
from events as e
left join {{ ref('int_policy__finding_kinds') }} as k
    on
        k.finding_code = case e.state when 'filed_late' then 'event_filed_late' when 'not_filed' then 'event_not_filed' end
        and k.authority_code = e.authority_code
        and k.org_type = e.org_type
        and e.held_on between k.valid_from and k.valid_to
