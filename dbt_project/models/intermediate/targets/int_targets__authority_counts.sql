-- Grain: place of a registering authority and measure that its records allow, as a count or as parts of a rate.
{% set year_of_day = "extract(year from " ~ business_date() ~ ")" %}
with organisations as (
    select o.uscc, a.jurisdiction_code, a.authority_code
    from {{ ref('int_organizations__register') }} as o
    inner join {{ ref('authorities') }} as a on a.authority_code = o.authority_code
    where o.is_in_force
),

activities as (
    select
        o.jurisdiction_code,
        sum(case when r.is_charitable then 1 else 0 end) as charitable_activities,
        sum(r.people_served) as people_served,
        sum(r.spent_yuan) as spent_yuan
    from {{ ref('cur_activities') }} as r
    inner join organisations as o on o.uscc = r.uscc
    where r.held_on <= {{ business_date() }} and extract(year from r.held_on) = {{ year_of_day }}
    group by o.jurisdiction_code
),

assets as (
    select o.jurisdiction_code, f.assets_yuan
    from {{ ref('cur_finances') }} as f
    inner join organisations as o on o.uscc = f.uscc
    where f.fiscal_year < {{ year_of_day }} and coalesce(f.reported_on <= {{ business_date() }}, true)
    qualify row_number() over (partition by f.uscc order by f.fiscal_year desc) = 1
),

latest_draw as (
    select authority_code, desk_selected, onsite_selected, registered
    from {{ ref('sampling_compliance') }}
    where scope = 'draw' and extract(year from business_date) = {{ year_of_day }}
    qualify row_number() over (partition by authority_code order by period desc, attempt desc) = 1
)

select jurisdiction_code, 'charitable_activities' as measure, cast(charitable_activities as double) as numerator, cast(null as double) as denominator
from activities
union all
select jurisdiction_code, 'people_served_wan', people_served / 10000.0, null from activities
union all
select jurisdiction_code, 'activity_spending_wan', spent_yuan / 10000.0, null from activities
union all
select jurisdiction_code, 'assets_yi', assets_yuan / 100000000.0, null from assets
union all
select a.jurisdiction_code, 'rating_participation', r.rated, r.organisations
from {{ ref('rating_participation') }} as r
inner join {{ ref('authorities') }} as a on a.authority_code = r.authority_code
where r.denominator = 'in_force'
union all
select o.jurisdiction_code, 'decoupled_share', case when d.is_complete then 1 else 0 end, 1
from {{ ref('decoupling_progress') }} as d
inner join organisations as o on o.uscc = d.uscc
where d.state <> 'no_record'
union all
select a.jurisdiction_code, 'online_county_share', case when max(r.online) > 0 then 1 else 0 end, 1
from {{ ref('approval_rates') }} as r
inner join {{ ref('authorities') }} as a on a.authority_code = r.authority_code and a.level = 'county'
where r.online_required_from is not null
group by a.jurisdiction_code
union all
-- Registered in the year of the target, whatever became of them since.
select o.jurisdiction_code, 'new_social_work_orgs', 1, null
from {{ ref('int_organizations__register') }} as o
inner join {{ ref('int_jurisdictions__path') }} as p on p.jurisdiction_code = o.jurisdiction_code
inner join {{ ref('place_targets') }} as t on t.computed_from = 'new_social_work_orgs'
inner join {{ ref('documents') }} as d on d.document_id = t.document_id and d.jurisdiction_code = p.ancestor_code
where o.is_social_work and extract(year from o.registered_on) = extract(year from t.due_on)
union all
select a.jurisdiction_code, 'desk_rate', l.desk_selected, l.registered
from latest_draw as l
inner join {{ ref('authorities') }} as a on a.authority_code = l.authority_code
union all
select a.jurisdiction_code, 'onsite_rate', l.onsite_selected, l.registered
from latest_draw as l
inner join {{ ref('authorities') }} as a on a.authority_code = l.authority_code
