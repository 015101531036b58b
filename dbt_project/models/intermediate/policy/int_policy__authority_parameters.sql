-- Grain: parameter row that reaches an authority and organisation type (from its place or any place above it).
{% set voice %}
j.distance, case when p.authority_level is null then 1 else 0 end, case when p.org_type = '*' then 1 else 0 end,
case when p.evidence = 'P' then 1 else 0 end
{%- endset %}
select
    p.parameter_id,
    p.parameter,
    a.authority_code,
    t.org_type,
    p.value,
    try_cast(p.value as double) as value_number,
    p.valid_from,
    coalesce(p.valid_to, date '9999-12-31') as valid_to,
    p.document_id,
    p.article,
    p.evidence,
    -- The nearest place speaks first, then the row that names the level, then the row that names the type, and a
    -- document before the platform: that is a voice. Within one voice the row that began last replaces the earlier.
    dense_rank() over (partition by p.parameter, a.authority_code, t.org_type order by {{ voice }}) as voice,
    row_number() over (
        partition by p.parameter, a.authority_code, t.org_type
        order by {{ voice }}, p.valid_from desc, p.parameter_id
    ) as precedence
from {{ ref('authorities') }} as a
inner join {{ ref('int_jurisdictions__path') }} as j on a.jurisdiction_code = j.jurisdiction_code
cross join (select distinct code as org_type from {{ ref('code_lists') }} where list_name = 'org_type') as t
inner join {{ ref('parameters') }} as p
    on j.ancestor_code = p.jurisdiction_code
    and (p.org_type = '*' or p.org_type = t.org_type)
    and (p.authority_level is null or p.authority_level = a.level)
where p.enabled
