-- Grain: talk with or measure against those in charge, held by the business date.
-- Persons are numbered by the bureau that delivers; two bureaus of one place number alike.
select
    coalesce(b.jurisdiction_code, o.jurisdiction_code, '') as place_code,
    t.person_no,
    t.uscc,
    t.talk_kind,
    t.held_on,
    t.until_on,
    case when t.lifted_on <= {{ business_date() }} then t.lifted_on end as lifted_on,
    o.authority_code,
    o.org_type,
    t._row_id
from {{ ref('cur_talks') }} as t
left join {{ ref('authorities') }} as b on b.authority_code = t._authority
left join {{ ref('int_organizations__register') }} as o on o.uscc = t.uscc
where t.held_on <= {{ business_date() }}
