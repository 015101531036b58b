-- Grain: organisation in the frame of its authority's latest revealed draw: its tickets, and whether they were drawn.
{{ config(tags=['draw']) }}
select
    f.uscc,
    d.period,
    d.attempt,
    d.business_date,
    d.desk_document_id,
    d.control_cutoff,
    d.risk_cutoff,
    f.weight,
    f.excluded_reason,
    s.part,
    s.part_zh,
    s.desk_rank,
    s.onsite,
    s.sort_key,
    case
        when s.uscc is not null then 'drawn'
        when f.excluded_reason <> '' then 'excluded'
        else 'not_drawn'
    end as state,
    -- As the protocol draws them: by equal chances first, then by weight.
    {{ ticket('d.draw_key', 'C', 'f.uscc') }} as control_ticket,
    case when f.weight > 0 then {{ weighted_ticket('d.draw_key', 'D', 'f.uscc', 'd.weight_lcm', 'f.weight') }} end as risk_ticket
from {{ source('reference', 'draw_frames') }} as f
inner join {{ ref('int_explanations__latest_draws') }} as d
    on f.period = d.period and f.attempt = d.attempt and f.authority_code = d.authority_code
left join {{ ref('sampling_selection') }} as s
    on f.period = s.period and f.attempt = s.attempt and f.uscc = s.uscc
