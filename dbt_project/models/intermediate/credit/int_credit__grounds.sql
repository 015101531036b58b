-- Grain: ground for listing and period of its validity.
with list_types as (
    select distinct code, label_zh
    from {{ ref('code_lists') }}
    where list_name = 'list_type'
)

select
    g.ground_code,
    g.list_type,
    t.label_zh as list_type_zh,
    g.label_zh as ground_zh,
    g.document_id,
    g.article,
    d.title_zh,
    '第' || replace(replace(g.article, '(', '条第'), ')', '项') as article_zh,
    g.evidence,
    g.valid_from,
    coalesce(g.valid_to, cast('9999-12-31' as date)) as valid_to,
    g.enabled as is_enabled
from {{ ref('grounds') }} as g
inner join {{ ref('documents') }} as d on g.document_id = d.document_id
inner join list_types as t on g.list_type = t.code
