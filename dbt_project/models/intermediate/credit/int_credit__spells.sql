-- Grain: unbroken time of an organisation on one list; entries without a date belong to none.
with dated as (
    select
        *,
        max(coalesce(closed_on, cast('9999-12-31' as date))) over (
            partition by uscc, list_type
            order by listed_on, entry_id
            rows between unbounded preceding and 1 preceding
        ) as listed_until
    from {{ ref('int_credit__entries') }}
    where listed_on is not null
),

numbered as (
    select
        *,
        sum(case when listed_on <= listed_until then 0 else 1 end) over (
            partition by uscc, list_type
            order by listed_on, entry_id
            rows between unbounded preceding and current row
        ) as spell_no
    from dated
)

select
    uscc,
    list_type,
    spell_no,
    min(listed_on) as started_on,
    -- Each further listing restarts the clock, whether or not that ground was cleared since.
    max(listed_on) as clock_start,
    count(*) > count(closed_on) as is_open
from numbered
group by uscc, list_type, spell_no
