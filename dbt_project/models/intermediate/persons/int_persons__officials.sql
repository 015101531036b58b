-- Grain: post held today by a serving or retired official, with what stands against it under the rule of the day it began.
with held as (
    select *, count(*) over (partition by person_no) as posts_held
    from {{ ref('int_persons__posts') }}
    where is_open
),

judged as (
    select
        o.*,
        o.approved_on is null as is_unapproved,
        o.official_status = 'serving' and o.org_type = 'foundation' as is_barred_from_foundations,
        o.official_status = 'retired' and coalesce(o.posts_held > posts.value_number, false) as has_too_many_posts,
        o.official_status = 'retired' and coalesce(o.terms_served > terms.value_number, false) as has_too_many_terms,
        o.official_status = 'retired' and coalesce(o.age > ages.value_number, false) as is_too_old
    from held as o
    left join {{ parameter_on('retired_official_posts_max', 'posts', 'o.started_on') }}
    left join {{ parameter_on('retired_official_terms_max', 'terms', 'o.started_on') }}
    left join {{ parameter_on('retired_official_age_max', 'ages', 'o.started_on') }}
    where o.official_status in ('serving', 'retired')
)

select
    *,
    not (is_unapproved or coalesce(is_barred_from_foundations, false) or has_too_many_posts or has_too_many_terms or is_too_old) as is_lawful,
    nullif(concat_ws('；',
        case when is_barred_from_foundations then '现职公务员不得在基金会任职' end,
        case when is_unapproved then '未经审批' end,
        case when has_too_many_posts then '兼任' || posts_held || '职' end,
        case when has_too_many_terms then '连任' || terms_served || '届' end,
        case when is_too_old then '年龄' || age || '岁' end), '') as why_not_zh
from judged
