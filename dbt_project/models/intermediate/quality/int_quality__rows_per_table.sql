-- Grain: delivered file, sheet and source; how many of its rows were accepted, rejected, repeated, superseded.
{% for source_name in var('sources') %}
select
    '{{ source_name }}' as source,
    b._digest as digest,
    coalesce(b._sheet, '') as sheet,
    count(*) as rows_delivered,
    sum(case when not b._is_repeat and b._reasons = '' then 1 else 0 end) as rows_accepted,
    -- A row that is still wrong is rejected again, not called a repeat: its bureau must hear so.
    sum(case when b._reasons <> '' then 1 else 0 end) as rows_rejected,
    sum(case when b._is_repeat and b._reasons = '' then 1 else 0 end) as rows_repeated,
    sum(case when not b._is_repeat and b._reasons = '' and c._row_id is null then 1 else 0 end) as rows_superseded
from {{ ref('base_' ~ source_name) }} as b
left join {{ ref('cur_' ~ source_name) }} as c on b._row_id = c._row_id
group by b._digest, coalesce(b._sheet, '')
{{ 'union all' if not loop.last }}
{% endfor %}
