-- Grain: organisation in force; its supervision class and internal grade for the month of the business date.
with classes as (
    select
        uscc,
        min(case supervision_class when 'key' then 1 when 'talk' then 2 else 3 end) as severity,
        {{ join_texts('reason_zh', '；', 'reason_code') }} as reasons_zh,
        {{ join_texts('reason_code', ',', 'reason_code') }} as reason_codes
    from {{ ref('int_supervision__reasons') }}
    group by uscc
),

ratings as (
    select uscc, max(rating) as rating
    from {{ ref('current_ratings') }}
    where state = 'valid'
    group by uscc
),

classed as (
    select
        o.uscc, o.org_name, o.authority_code, o.org_type, s.on_abnormal, s.on_serious, r.rating,
        case c.severity when 1 then 'key' when 2 then 'talk' when 3 then 'guidance' else 'normal' end as supervision_class,
        c.reason_codes, c.reasons_zh
    from {{ ref('int_organizations__register') }} as o
    inner join {{ ref('credit_status') }} as s on s.uscc = o.uscc
    left join classes as c on c.uscc = o.uscc
    left join ratings as r on r.uscc = o.uscc
    where o.is_in_force
)

select
    {{ business_date() }} as business_date,
    substr(cast({{ business_date() }} as varchar), 1, 7) as period,
    o.uscc,
    o.org_name,
    o.authority_code,
    o.supervision_class,
    {{ supervision_class_zh('o.supervision_class') }} as supervision_class_zh,
    o.reason_codes,
    o.reasons_zh,
    case
        when o.on_serious then 'D'
        when o.on_abnormal then 'C'
        -- '5A' sorts after '3A', so ratings compare as text. A rating under the second mark counts only with a clean sheet.
        when o.rating >= lowest.value and (o.rating >= coalesce(clean.value, lowest.value) or o.supervision_class = 'normal') then 'A'
        else 'B'
    end as internal_grade,
    lowest.document_id as grade_document_id,
    lowest.evidence as grade_evidence
from classed as o
left join {{ parameter_on('grade_a_rating_min', 'lowest', business_date()) }}
left join {{ parameter_on('grade_a_clean_below', 'clean', business_date()) }}
