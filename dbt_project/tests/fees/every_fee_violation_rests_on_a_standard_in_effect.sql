-- Grain: fee violation with a standard that is not in effect on the business date, or with none.
with named as (
    select uscc, finding_code, {{ each_id('evidence_ids') }} as row_id
    from {{ ref('fee_violations') }}
)

select v.uscc, v.finding_code, n.row_id
from {{ ref('fee_violations') }} as v
left join named as n on v.uscc = n.uscc and v.finding_code = n.finding_code
left join {{ ref('cur_fees') }} as f on n.row_id = f._row_id and v.uscc = f.uscc
where f._row_id is null or f.effective_from > v.business_date or f.effective_to < v.business_date
