-- Grain: organisation in the register and condition of a gate that it meets on the business date.
select uscc, 'not_in_force' as condition
from {{ ref('int_organizations__register') }}
where not is_in_force
union all
select uscc, 'on_serious'
from {{ ref('credit_status') }}
where in_register and on_serious
union all
select uscc, 'on_abnormal'
from {{ ref('credit_status') }}
where in_register and on_abnormal
union all
select uscc, case when timeliness = 'missing' then 'annual_missing' else 'annual_failed' end
from {{ ref('annual_inspection') }}
where is_latest_due_year and (timeliness = 'missing' or status = 'failed')
union all
select distinct o.uscc, 'penalised_last_year'
from {{ ref('int_organizations__register') }} as o
inner join {{ ref('cur_penalties') }} as p on o.uscc = p.uscc
where extract(year from p.decided_on) = extract(year from {{ business_date() }}) - 1
    and coalesce(p.revoked_on > {{ business_date() }}, true)
union all
-- Ratings are coded 1A to 5A: as texts they sort as they rank.
select o.uscc, 'rating_below_minimum'
from {{ ref('int_organizations__register') }} as o
inner join {{ parameter_on('purchase_rating_min', 'lowest', business_date()) }}
left join {{ ref('current_ratings') }} as g on o.uscc = g.uscc and g.state = 'valid'
where coalesce(g.rating < lowest.value, true)
