-- Grain: post held today in an organisation in force by a serving or retired official, with what stands against it.
with held as (
    select * from {{ ref('int_persons__posts') }} where is_open and is_in_force
),

-- Chair and legal representative of one organisation are one post.
counted as (
    select place_code, person_no, count(distinct uscc) as posts_held from held group by place_code, person_no
),

-- A post older than the rule is judged from the rule's first day on.
ruled as (
    select
        p.*, c.posts_held, t.term_started_on, k.finding_code,
        greatest(p.started_on, coalesce(k.valid_from, p.started_on)) as found_on
    from held as p
    inner join counted as c on c.place_code = p.place_code and c.person_no = p.person_no
    left join {{ ref('re_elections') }} as t on t.uscc = p.uscc
    left join {{ ref('int_policy__finding_kinds') }} as k
        on k.finding_code = case p.official_status when 'serving' then 'serving_official_in_post' else 'retired_official_over_limit' end
        and k.authority_code = p.authority_code and k.org_type = p.org_type and p.started_on <= k.valid_to
    where p.official_status in ('serving', 'retired')
    qualify row_number() over (partition by p._row_id order by k.valid_from) = 1
),

judged as (
    select
        o.*,
        o.approved_on is null as is_unapproved,
        -- Each term asks for an approval: the one the post was taken on does not cover a term begun since.
        o.official_status = 'retired'
        and coalesce(o.term_started_on > o.started_on and o.approved_on <= o.started_on, false) as is_not_approved_again,
        coalesce(o.official_status = 'serving' and o.org_type = 'foundation', false) as is_barred_from_foundations,
        o.official_status = 'retired' and coalesce(o.posts_held > posts.value_number, false) as has_too_many_posts,
        o.official_status = 'retired' and coalesce(o.terms_served > terms.value_number, false) as has_too_many_terms,
        o.official_status = 'retired' and coalesce(o.age > ages.value_number, false) as is_too_old
    from ruled as o
    left join {{ parameter_on('retired_official_posts_max', 'posts', 'o.found_on') }}
    left join {{ parameter_on('retired_official_terms_max', 'terms', 'o.found_on') }}
    left join {{ parameter_on('retired_official_age_max', 'ages', 'o.found_on') }}
),

explained as (
    select
        *,
        nullif(concat_ws('；',
            case when is_barred_from_foundations then '现职公务员不得在基金会任职' end,
            case when is_unapproved then '未经审批' end,
            case when is_not_approved_again then '换届后未重新审批' end,
            case when has_too_many_posts then '兼任' || posts_held || '职' end,
            case when has_too_many_terms then '连任' || terms_served || '届' end,
            case when is_too_old then '已满' || age || '周岁' end), '') as why_not_zh
    from judged
)

select
    *,
    why_not_zh is null as is_lawful,
    -- The rule says "as a rule not", so that it may be lawful.
    case when official_status = 'retired' and post = 'legal_representative' then '一般不担任法定代表人' end as remark_zh
from explained
