-- Grain: parameter, place and stretch of time; the row of the nearest place that is in force (types of organisation aside).
with reaching as (
    select
        p.parameter, j.jurisdiction_code, p.value, try_cast(p.value as double) as value_number, p.valid_from,
        coalesce(p.valid_to, date '9999-12-31') as valid_to, p.parameter_id, p.document_id, p.article, p.evidence, j.distance
    from {{ ref('int_jurisdictions__path') }} as j
    inner join {{ ref('parameters') }} as p on p.jurisdiction_code = j.ancestor_code
    where p.enabled and p.org_type = '*' and p.authority_level is null
),

bounds as (
    select parameter, jurisdiction_code, valid_from from reaching
    union
    select parameter, jurisdiction_code, {{ add_days('valid_to', 1) }} as valid_from
    from reaching
    where valid_to < date '9999-12-31'
),

stretches as (
    select
        parameter, jurisdiction_code, valid_from,
        coalesce(
            {{ add_days('lead(valid_from) over (partition by parameter, jurisdiction_code order by valid_from)', -1) }},
            date '9999-12-31'
        ) as valid_to
    from bounds
)

select
    s.parameter, s.jurisdiction_code, s.valid_from, s.valid_to,
    r.value, r.value_number, r.parameter_id, r.document_id, r.article, r.evidence
from stretches as s
inner join reaching as r
    on r.parameter = s.parameter and r.jurisdiction_code = s.jurisdiction_code and s.valid_from between r.valid_from and r.valid_to
qualify row_number() over (
    partition by s.parameter, s.jurisdiction_code, s.valid_from
    order by r.distance, case when r.evidence = 'P' then 1 else 0 end, r.valid_from desc, r.parameter_id
) = 1
