-- A ground that can be delivered but has no clause would list people without a reason.
with codes as (
    select distinct code, label_zh from {{ ref('code_lists') }} where list_name = 'ground'
)

select c.code, g.ground_code, c.label_zh, g.label_zh as ground_label_zh
from codes as c
full outer join {{ ref('grounds') }} as g on c.code = g.ground_code and c.label_zh = g.label_zh
where c.code is null or g.ground_code is null
