-- Grain: post held today in an organisation in force by a serving or retired official.
select
    {{ business_date() }} as business_date,
    place_code,
    person_no,
    person_name,
    uscc,
    authority_code,
    post,
    post_zh,
    started_on,
    official_status,
    {{ label_zh('official_status', 'official_status') }} as official_status_zh,
    approved_on,
    cast(terms_served as integer) as terms_served,
    cast(age as integer) as age,
    cast(posts_held as integer) as posts_held,
    is_lawful,
    why_not_zh,
    remark_zh,
    _row_id as evidence_id
from {{ ref('int_persons__officials') }}
