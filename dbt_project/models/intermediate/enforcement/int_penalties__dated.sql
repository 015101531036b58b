-- Grain: penalty decided by the business date against an organisation of the register, with what the rules of its day say.
with penalties as (
    select
        p.*,
        o.authority_code,
        o.org_type,
        coalesce(p.revoked_on <= {{ business_date() }}, false) as is_revoked
    from {{ ref('cur_penalties') }} as p
    inner join {{ ref('int_organizations__register') }} as o on o.uscc = p.uscc
    where p.decided_on <= {{ business_date() }}
),

-- Where nobody said how grave it is, the kind of penalty or of procedure tells a minor one; nothing tells the others.
graded as (
    select
        o.* exclude (severity),
        coalesce(
            o.severity,
            case when {{ is_one_of('o.penalty_type', 'minor_types.value') }} or {{ is_one_of('o.procedure', 'minor_types.value') }} then 'minor' end
        ) as severity,
        minor_types.value is not null as needs_severity
    from penalties as o
    left join {{ parameter_on('publicity_minor_types', 'minor_types', 'o.decided_on') }}
)

select
    o.uscc, o.authority_code, o.org_type, o.decision_no, o.decided_on, o.decided_by, o.penalty_type, o.fine_yuan,
    o.severity, o.procedure, o.act_ended_on, o.filed_on, o.served_on, o.appealed_on, o.appeal_decided_on, o.is_revoked, o._row_id,
    o.filed_on <= {{ add_years('o.act_ended_on', 'limitation.value_number') }} as is_within_limitation,
    {{ add_days('o.filed_on', 'decision.value_number') }} as decision_due_on,
    {{ add_months('o.served_on', 'appeal.value_number') }} as appeal_ends_on,
    {{ add_months('o.decided_on', 'shortest.value_number') }} as publicity_min_until,
    {{ add_months('o.decided_on', 'longest.value_number') }} as publicity_max_until,
    longest.document_id as publicity_document_id,
    {{ add_years("case counted.value when 'act_ended_on' then coalesce(o.act_ended_on, o.decided_on) else o.decided_on end",
        'regional.value_number') }} as regional_until,
    regional.document_id as regional_document_id,
    coalesce(with_list.value = 'true', false) as stays_while_on_serious,
    coalesce(barred.value = 'true', false) as no_repair_while_on_serious,
    o.needs_severity and o.severity is null as is_severity_unknown,
    coalesce(final.value = 'true', false) as only_when_final,
    coalesce(o.procedure = 'simple' and simple.value = 'false', false) as is_simple_and_hidden,
    coalesce(o.severity = 'minor' and minor.value = 'false', false) as is_minor_and_hidden
from graded as o
left join {{ parameter_on('limitation_years', 'limitation', 'o.filed_on') }}
left join {{ parameter_on('penalty_decision_days', 'decision', 'o.filed_on') }}
left join {{ parameter_on('appeal_months', 'appeal', 'o.decided_on') }}
left join {{ parameter_on('bad_information_years', 'regional', 'o.decided_on') }}
left join {{ parameter_on('bad_information_from', 'counted', 'o.decided_on') }}
left join {{ parameter_on('bad_information_with_serious_list', 'with_list', 'o.decided_on') }}
left join {{ parameter_on('repair_barred_on_serious_list', 'barred', 'o.decided_on') }}
left join {{ parameter_on('final_penalties_only', 'final', 'o.decided_on') }}
left join {{ parameter_on('simple_penalties_shown', 'simple', 'o.decided_on') }}
left join {{ parameter_on('minor_penalties_shown', 'minor', 'o.decided_on') }}
left join {{ ref('int_policy__parameters') }} as shortest
    on
        shortest.parameter = 'publicity_min_months_' || o.severity
        and shortest.authority_code = o.authority_code
        and shortest.org_type = o.org_type
        and o.decided_on between shortest.valid_from and shortest.valid_to
left join {{ ref('int_policy__parameters') }} as longest
    on
        longest.parameter = 'publicity_max_months_' || o.severity
        and longest.authority_code = o.authority_code
        and longest.org_type = o.org_type
        and o.decided_on between longest.valid_from and longest.valid_to
