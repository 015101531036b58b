-- Grain: place with communities or facilities, and measure; where a place has no unit of the kind, the row says so.
with measures as (
    {% for measure, column, kinds, rests_on in coverage_measures() %}
    {% for record_kind in rests_on %}
    select '{{ measure }}' as measure, '{{ record_kind }}' as record_kind
    union all
    {% endfor %}
    {% endfor %}
    select 'precision_base_county', 'facilities'
),

known as (
    select d.place_code, m.measure
    from {{ ref('int_community__delivered') }} as d
    inner join measures as m on d.record_kind = m.record_kind
    group by d.place_code, m.measure
),

counted as (
    select m.measure, p.place_code, count(*) as units, sum(case when m.is_covered then 1 else 0 end) as covered
    from {{ ref('int_community__measured') }} as m
    inner join {{ ref('int_jurisdictions__places') }} as p
        on m.district_code = p.jurisdiction_code and p.place_level in ('county', 'city')
    group by m.measure, p.place_code
),

rated as (
    select
        p.*, m.measure,
        coalesce(c.units, 0) as units,
        coalesce(c.covered, 0) as covered,
        -- Where nobody handed in what the measure rests on, nought is not known to be nought.
        case when k.measure is not null then cast(c.covered as double) / c.units end as rate,
        case when coalesce(c.units, 0) = 0 then 'no_units' when k.measure is null then 'no_records' end as unknown_because
    from {{ ref('int_community__places') }} as p
    cross join (select distinct measure from measures) as m
    left join counted as c on p.place_code = c.place_code and m.measure = c.measure
    left join known as k on p.place_code = k.place_code and m.measure = k.measure
    -- A county has no counties below it.
    where not (m.measure = 'precision_base_county' and p.place_level = 'county')
)

select
    {{ business_date() }} as business_date,
    r.place_code,
    r.place_zh,
    r.place_level,
    {{ place_level_zh('r.place_level') }} as place_level_zh,
    r.measure,
    {{ coverage_measure_zh('r.measure') }} as measure_zh,
    cast(r.units as integer) as units,
    cast(r.covered as integer) as covered,
    r.rate,
    t.value_number as required,
    {{ at_least('r.rate', 't.value_number') }} as met,
    case when t.value_number is null then coalesce(r.unknown_because, 'no_rule') else r.unknown_because end as reason,
    {{ no_judgement_zh("case when t.value_number is null then coalesce(r.unknown_because, 'no_rule') else r.unknown_because end",
        '文件未定比例或当地没有规定') }} as reason_zh,
    t.document_id,
    t.article,
    t.evidence,
    t.valid_from as since
from rated as r
left join {{ ref('int_policy__place_parameters') }} as t
    on t.parameter = r.measure || '_share_min' and t.jurisdiction_code = r.place_code
    and {{ business_date() }} between t.valid_from and t.valid_to
