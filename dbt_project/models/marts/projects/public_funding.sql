-- Grain: place (county, city's own, whole city), year and kind of project: what public money paid for, to whom, and how it was chosen.
{% set parts = ['to_social_orgs', 'to_community_orgs', 'to_social_work_orgs', 'welfare_lottery', 'competitive'] %}
with placed as (
    select
        p.place_code, p.place_zh, p.place_level, j.project_year as year, j.project_kind, j.amount_yuan,
        j.evaluated_on <= {{ business_date() }} as is_evaluated,
        j.uscc is not null or j.supplier_kind = 'social_org' as is_to_social_orgs,
        o.is_community_org as is_to_community_orgs,
        o.is_social_work as is_to_social_work_orgs,
        j.fund_source = 'welfare_lottery' as is_welfare_lottery,
        j.procurement_method in ('open_tender', 'competitive') as is_competitive
    from {{ ref('int_projects__judged_on') }} as j
    inner join {{ ref('int_jurisdictions__places') }} as p on j.district_code = p.jurisdiction_code
    left join {{ ref('int_organizations__register') }} as o on j.uscc = o.uscc
),

added as (
    select
        place_code, place_zh, place_level, year, project_kind,
        count(*) as projects,
        sum(case when is_evaluated then 1 else 0 end) as evaluated_projects,
        {%- for part in parts %}
        sum(case when is_{{ part }} then amount_yuan else 0 end) as {{ part }}_yuan,
        {%- endfor %}
        sum(amount_yuan) as amount_yuan
    from placed
    group by place_code, place_zh, place_level, year, project_kind
)

select
    {{ business_date() }} as business_date,
    a.place_code,
    a.place_zh,
    a.place_level,
    {{ place_level_zh('a.place_level') }} as place_level_zh,
    a.year,
    a.project_kind,
    {{ label_zh('project_kind', 'a.project_kind') }} as project_kind_zh,
    cast(a.projects as integer) as projects,
    cast(a.amount_yuan as decimal(18, 2)) as amount_yuan,
    {%- for part in parts %}
    cast(a.{{ part }}_yuan as decimal(18, 2)) as {{ part }}_yuan,
    cast(a.{{ part }}_yuan as double) / nullif(a.amount_yuan, 0) as {{ part }}_share,
    {%- endfor %}
    cast(a.evaluated_projects as integer) as evaluated_projects,
    cast(a.evaluated_projects as double) / a.projects as evaluated_share
from added as a
