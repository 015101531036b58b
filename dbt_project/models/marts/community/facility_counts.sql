-- Grain: place with communities or facilities, and kind of facility; a kind that it has none of shows nought.
with kinds as (
    select distinct code as facility_kind, label_zh from {{ ref('code_lists') }} where list_name = 'facility_kind'
),

counted as (
    select
        p.place_code, f.facility_kind, count(*) as open_facilities,
        sum(case when f.is_demonstration then 1 else 0 end) as demonstration_facilities
    from {{ ref('int_community__facilities') }} as f
    inner join {{ ref('int_jurisdictions__places') }} as p
        on f.district_code = p.jurisdiction_code and p.place_level in ('county', 'city')
    group by p.place_code, f.facility_kind
)

select
    {{ business_date() }} as business_date,
    p.place_code,
    p.place_zh,
    p.place_level,
    {{ place_level_zh('p.place_level') }} as place_level_zh,
    k.facility_kind,
    k.label_zh as facility_kind_zh,
    cast(coalesce(c.open_facilities, 0) as integer) as open_facilities,
    cast(coalesce(c.demonstration_facilities, 0) as integer) as demonstration_facilities,
    cast(t.value_number as integer) as demonstration_required,
    -- A place that handed in no record of a facility is not said to have none.
    case when d.place_code is not null then coalesce(c.demonstration_facilities, 0) >= t.value_number end as demonstration_met,
    t.document_id,
    t.article,
    t.evidence
from {{ ref('int_community__places') }} as p
cross join kinds as k
left join counted as c on p.place_code = c.place_code and k.facility_kind = c.facility_kind
left join {{ ref('int_community__delivered') }} as d on p.place_code = d.place_code and d.record_kind = 'facilities'
-- The number is asked of the city as a whole, not of each county.
left join {{ ref('int_policy__place_parameters') }} as t
    on t.parameter = 'demonstration_party_centres_min' and k.facility_kind = 'party_service_centre'
    and p.place_level = 'city' and t.jurisdiction_code = p.place_code
    and {{ business_date() }} between t.valid_from and t.valid_to
