-- Grain: target document, place (a registrar's, or the total) and measure that the records allow; a rate is taken over all of it, never averaged.
with placed as (
    select *, jurisdiction_code as district_code, false as is_total from {{ ref('int_targets__measured') }}
    union all
    select m.*, d.jurisdiction_code as district_code, true as is_total
    from {{ ref('int_targets__measured') }} as m
    inner join {{ ref('documents') }} as d on d.document_id = m.document_id
),

counts as (
    select
        document_id, district_code, is_total,
        count(*) as organisations,
        sum(case when is_charity then 1 else 0 end) as charities,
        sum(case when is_community_foundation then 1 else 0 end) as community_foundations,
        sum(valid_high_ratings) as rated_4a_5a,
        sum(case when is_healthy then 1 else 0 end) as healthy,
        sum(case when full_time_staff > 0 then 1 else 0 end) as with_full_time_staff,
        count(full_time_staff) as staff_counted,
        sum(case when is_counted then 1 else 0 end) as party_counted,
        sum(case when has_own then 1 else 0 end) as party_organisations,
        sum(case when is_covered then 1 else 0 end) as party_covered,
        sum(case when is_under_committee then 1 else 0 end) as under_committee,
        sum(case when is_under_committee and is_counted then 1 else 0 end) as under_committee_counted,
        sum(case when is_under_committee and is_covered then 1 else 0 end) as under_committee_covered,
        count(charter_has_party) as charters_seen,
        sum(case when charter_has_party then 1 else 0 end) as charters_with_party
    from placed
    group by document_id, district_code, is_total
)

select document_id, district_code, is_total, 'charities' as measure, cast(charities as double) as computed from counts
union all
select document_id, district_code, is_total, 'community_foundations', community_foundations from counts
union all
select document_id, district_code, is_total, 'rated_4a_5a', rated_4a_5a from counts where rated_4a_5a is not null
union all
select document_id, district_code, is_total, 'healthy_rate', cast(healthy as double) / organisations from counts
union all
select document_id, district_code, is_total, 'with_full_time_staff', with_full_time_staff from counts where staff_counted > 0
union all
select document_id, district_code, is_total, 'party_organisations', party_organisations from counts where party_counted > 0
union all
select document_id, district_code, is_total, 'party_work_coverage', cast(party_covered as double) / organisations from counts where party_counted > 0
union all
select document_id, district_code, is_total, 'party_work_coverage_committee', cast(under_committee_covered as double) / under_committee
from counts
where under_committee_counted > 0
union all
select document_id, district_code, is_total, 'charter_rate', cast(charters_with_party as double) / charters_seen from counts where charters_seen > 0
union all
-- What is counted by place: a city's own row under its own code, the whole of a document's place as its total.
select d.document_id, m.place_code, m.place_level <> 'city_own' and m.place_code = d.jurisdiction_code, m.measure, m.computed
from {{ ref('int_targets__place_measures') }} as m
inner join {{ ref('int_jurisdictions__path') }} as p on p.jurisdiction_code = m.place_code
inner join {{ ref('documents') }} as d on d.jurisdiction_code = p.ancestor_code
where d.document_id in (select document_id from {{ ref('int_targets__cells') }})
