-- Grain: town, or community in use.
select
    {{ business_date() }} as business_date,
    u.unit_kind,
    {{ unit_kind_zh('u.unit_kind') }} as unit_kind_zh,
    u.unit_code,
    u.unit_zh,
    u.district_code as place_code,
    j.name_zh as place_zh,
    u.town,
    u.has_hub,
    u.has_social_work,
    u.has_service_centre,
    u.has_federation,
    u.has_party_centre,
    u.has_complex
from {{ ref('int_community__units') }} as u
left join {{ ref('jurisdictions') }} as j on u.district_code = j.jurisdiction_code
