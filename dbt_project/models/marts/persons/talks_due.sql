-- Grain: organisation in force, occasion that calls for a talk under a rule in force that day, and day of the occasion.
with due as (
    select
        o.uscc, o.authority_code, o.occasion, o.event_on, k.finding_code, k.label_zh, k.document_id, k.article, k.evidence,
        {{ add_days('o.event_on', 'days.value_number') }} as due_on
    from {{ ref('int_talks__events') }} as o
    inner join {{ ref('int_policy__finding_kinds') }} as k
        on k.finding_code = 'talk_missing' and k.authority_code = o.authority_code and k.org_type = o.org_type
        and o.event_on between k.valid_from and k.valid_to
    inner join {{ parameter_on('talk_within_days', 'days', 'o.event_on') }}
),

held as (
    select d.uscc, d.occasion, d.event_on, t.held_on, t._row_id, row_number() over (
        partition by d.uscc, d.occasion, d.event_on order by t.held_on, t._row_id
    ) as turn
    from due as d
    inner join {{ ref('cur_talks') }} as t
        on t.uscc = d.uscc and t.occasion = d.occasion and t.held_on >= d.event_on
    where t.talk_kind in ('talk', 'interview') and t.held_on <= {{ business_date() }}
),

judged as (
    select
        d.*, h.held_on, h._row_id,
        case
            when h.held_on <= d.due_on then 'held'
            when h.held_on > d.due_on then 'held_late'
            when {{ business_date() }} <= d.due_on then 'due'
            else 'missing'
        end as state
    from due as d
    left join held as h on h.uscc = d.uscc and h.occasion = d.occasion and h.event_on = d.event_on and h.turn = 1
)

select
    {{ business_date() }} as business_date,
    uscc,
    authority_code,
    occasion,
    {{ label_zh('talk_occasion', 'occasion') }} as occasion_zh,
    event_on,
    due_on,
    held_on,
    state,
    {{ talk_state_zh('state') }} as state_zh,
    case when state = 'missing' then finding_code end as finding_code,
    case when state = 'missing' then label_zh end as finding_zh,
    document_id,
    article,
    evidence,
    _row_id as evidence_id
from judged
