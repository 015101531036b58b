-- Grain: target that a document states in its text, for its whole place; its number is the parameter in force.
select
    t.document_id,
    t.indicator_no,
    t.name_zh,
    t.unit,
    t.type,
    t.value_kind,
    t.comparison,
    t.direction,
    t.computed_from,
    t.due_on,
    t.percent_above,
    t.unclear_above,
    j.name_zh as district_zh,
    d.jurisdiction_code,
    case p.unit when 'bp' then v.value_number / 10000 else v.value_number end as target,
    coalesce(
        t.target_text,
        case
            when t.value_kind = 'ratio'
                then {{ number_text("round(100 * case p.unit when 'bp' then v.value_number / 10000 else v.value_number end, 4)") }} || '%'
            else {{ number_text('v.value_number') }}
        end
    ) as target_text
from {{ ref('place_targets') }} as t
inner join {{ ref('documents') }} as d on d.document_id = t.document_id
inner join {{ ref('jurisdictions') }} as j on j.jurisdiction_code = d.jurisdiction_code
left join {{ ref('int_policy__place_parameters') }} as v
    on
        v.parameter = t.target_parameter
        and v.jurisdiction_code = d.jurisdiction_code
        and {{ business_date() }} between v.valid_from and v.valid_to
left join {{ ref('parameters') }} as p on p.parameter_id = v.parameter_id
