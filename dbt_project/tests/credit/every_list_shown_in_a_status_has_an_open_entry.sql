-- On a list in the status, and an entry still listed in the list, are the same fact.
with said as (
    select uscc, 'abnormal' as list_type from {{ ref('credit_status') }} where on_abnormal
    union all
    select uscc, 'serious' as list_type from {{ ref('credit_status') }} where on_serious
),

listed as (
    select distinct uscc, list_type from {{ ref('credit_list') }} where status = 'listed'
)

select
    coalesce(s.uscc, l.uscc) as uscc,
    coalesce(s.list_type, l.list_type) as list_type,
    s.uscc is not null as is_in_status,
    l.uscc is not null as is_in_list
from said as s
full outer join listed as l on s.uscc = l.uscc and s.list_type = l.list_type
where s.uscc is null or l.uscc is null
