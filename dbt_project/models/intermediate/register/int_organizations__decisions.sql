-- Grain: licensing decision of a registering authority about an organisation; decisions of other bodies
-- are left out, since they neither found, change nor cancel an organisation.
select
    d.uscc,
    d.org_name,
    d.decision_no,
    d.decided_on,
    a.authority_code,
    k.decision_kind,
    k.label_zh as decision_kind_zh,
    d._row_id
from {{ ref('cur_applications') }} as d
inner join {{ ref('authorities') }} as a on d._authority = a.authority_code and d.decided_by = a.name_zh
left join {{ ref('decision_kinds') }} as k on strpos(d.decision_no, k.mark) > 0
where d.decided_on <= {{ business_date() }}
