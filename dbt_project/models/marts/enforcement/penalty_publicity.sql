-- Grain: penalty decided by the business date: is it final, and until when may it be shown.
with penalties as (
    select
        p.*,
        s.on_serious,
        -- An appeal brought by the business date stays open until it is decided; without one the time to appeal must pass.
        case
            when p.is_revoked then null
            when p.appealed_on <= {{ business_date() }}
                then case when p.appeal_decided_on <= {{ business_date() }} then p.appeal_decided_on end
            when p.appeal_ends_on < {{ business_date() }} then {{ add_days('p.appeal_ends_on', 1) }}
        end as final_on,
        -- Without an appeal and without the day of service nobody can say whether the time to appeal has passed.
        not p.is_revoked and p.appeal_ends_on is null and coalesce(p.appealed_on > {{ business_date() }}, true) as is_service_day_missing
    from {{ ref('int_penalties__dated') }} as p
    inner join {{ ref('credit_status') }} as s on s.uscc = p.uscc
),

listing_evidence as (
    select uscc, earliest_removal_on, {{ each_id('evidence_ids') }} as evidence_id
    from {{ ref('credit_list') }}
    where status = 'listed'
),

listings as (
    select uscc, evidence_id, max(earliest_removal_on) as list_public_until
    from listing_evidence
    group by uscc, evidence_id
),

stated as (
    select
        p.*,
        l.list_public_until,
        l.evidence_id is not null as is_behind_a_listing,
        case
            when p.is_revoked then 'revoked'
            when p.only_when_final and p.final_on is null and p.is_service_day_missing then 'service_day_unknown'
            when p.only_when_final and p.final_on is null then 'not_final'
            when p.is_simple_and_hidden then 'simple_procedure'
            when p.is_minor_and_hidden then 'minor'
            when p.is_severity_unknown then 'severity_unknown'
        end as hidden_reason,
        -- The national limit speaks where there is one, and the province's where there is none.
        coalesce(p.publicity_max_until, p.regional_until) as limit_until
    from penalties as p
    left join listings as l on l.uscc = p.uscc and l.evidence_id = p._row_id
),

judged as (
    select
        *,
        stays_while_on_serious and on_serious and publicity_max_until is null as is_held_by_serious_list,
        case
            when hidden_reason = 'severity_unknown' then 'not_judged'
            when hidden_reason is not null then 'not_public'
            when limit_until < {{ business_date() }} and not (stays_while_on_serious and on_serious and publicity_max_until is null) then 'ended'
            else 'public'
        end as public_state
    from stated
)

select
    {{ business_date() }} as business_date,
    uscc,
    authority_code,
    decision_no,
    decided_on,
    decided_by,
    penalty_type,
    {{ label_zh('penalty_type', 'penalty_type') }} as penalty_type_zh,
    fine_yuan,
    severity,
    {{ label_zh('penalty_severity', 'severity') }} as severity_zh,
    is_revoked,
    is_within_limitation,
    case when final_on is not null or not is_service_day_missing then final_on is not null end as is_final,
    final_on,
    publicity_min_until,
    publicity_max_until,
    publicity_document_id,
    regional_until,
    regional_document_id,
    is_held_by_serious_list,
    is_behind_a_listing,
    list_public_until,
    public_state,
    {{ penalty_state_zh('public_state') }} as public_state_zh,
    hidden_reason,
    {{ penalty_hidden_zh('hidden_reason') }} as hidden_reason_zh,
    case when hidden_reason is null and not (on_serious and no_repair_while_on_serious) then publicity_min_until end as repair_possible_from,
    _row_id as evidence_id
from judged
