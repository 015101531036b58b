-- Grain: organisation in force without a charter state, or with a finding that state and required wording do not bear out.
select o.uscc, c.state, c.required_wording, c.finding_code
from (select uscc from {{ ref('int_organizations__register') }} where is_in_force) as o
left join {{ ref('charter_states') }} as c on c.uscc = o.uscc
where c.uscc is null
    or coalesce(c.finding_code, 'fine') <> case
        when c.required_wording is not null and c.state = 'none' then 'charter_without_party'
        when c.required_wording = 'wording_2019' and c.state = 'wording_2018' then 'charter_wording_outdated'
        else 'fine'
    end
