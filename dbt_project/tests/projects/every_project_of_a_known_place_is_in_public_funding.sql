-- Grain: place and year whose projects are not all in public_funding.
with known as (
    select j.district_code as place_code, j.project_year as year, count(*) as projects, sum(j.amount_yuan) as amount_yuan
    from {{ ref('cur_projects') }} as j
    inner join {{ ref('jurisdictions') }} as p on p.jurisdiction_code = j.district_code and p.level in ('county', 'city')
    where j.project_year <= extract(year from {{ business_date() }})
    group by j.district_code, j.project_year
),

shown as (
    select place_code, year, sum(projects) as projects, sum(amount_yuan) as amount_yuan
    from {{ ref('public_funding') }}
    where place_level <> 'city'
    group by place_code, year
)

select coalesce(k.place_code, s.place_code) as place_code, coalesce(k.year, s.year) as year, k.projects, s.projects as shown
from known as k
full outer join shown as s on s.place_code = k.place_code and s.year = k.year
where k.projects is distinct from s.projects or k.amount_yuan is distinct from s.amount_yuan
