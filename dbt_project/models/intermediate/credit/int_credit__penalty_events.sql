-- Grain: penalty that is a ground, and ground it is (a minor penalty may be two: by itself, and as a repeated one).
with minor_penalties as (
    select * from {{ ref('int_credit__penalties') }} where ground_code = 'minor_penalty'
),

repeated as (
    select
        o.uscc,
        o.decided_on,
        o._row_id,
        {{ collect_ids('earlier._row_id') }} as evidence_ids
    from minor_penalties as o
    inner join {{ parameter_on('repeat_window_years', 'span', 'o.decided_on') }}
    inner join {{ parameter_on('repeat_count', 'times', 'o.decided_on') }}
    -- The penalty itself is one of those in the window.
    inner join minor_penalties as earlier
        on
            o.uscc = earlier.uscc
            and earlier.decided_on between {{ add_years('o.decided_on', '-span.value_number') }} and o.decided_on
    group by o.uscc, o.decided_on, o._row_id
    having count(*) >= max(times.value_number)
)

select
    uscc,
    ground_code,
    decided_on as event_date,
    _row_id as evidence_id,
    {{ id_list(['_row_id']) }} as evidence_ids
from {{ ref('int_credit__penalties') }}
where ground_code is not null
union all
select
    uscc,
    'repeated_minor_penalty' as ground_code,
    decided_on as event_date,
    _row_id as evidence_id,
    evidence_ids
from repeated
