-- Grain: organisation, section and number of the line in it.
with lines as (
    select * from {{ ref('int_explanations__lines') }}
    union all
    select * from {{ ref('int_explanations__due') }}
)

select
    *,
    cast(row_number() over (
        partition by uscc, section
        order by turn, event_on desc nulls last, subject_code, statement_zh, evidence_ids
    ) as integer) as line_no
from lines
