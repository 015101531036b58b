-- Grain: place and kind of community that it has. A city's average is taken over all its communities.
with counted as (
    select
        p.place_code, p.place_zh, p.place_level, c.community_kind,
        count(*) as communities,
        sum(c.registered_orgs) as registered_orgs,
        sum(c.filed_orgs) as filed_orgs
    from {{ ref('int_community__communities') }} as c
    inner join {{ ref('int_jurisdictions__places') }} as p
        on c.district_code = p.jurisdiction_code and p.place_level in ('county', 'city')
    group by p.place_code, p.place_zh, p.place_level, c.community_kind
),

averaged as (
    select
        c.*,
        coalesce(p.value = 'true', false) as counts_filings,
        case when k.place_code is null then 'no_records' end as unknown_because,
        case when k.place_code is not null then cast(c.registered_orgs + case when p.value = 'true' then c.filed_orgs else 0 end as double) / c.communities end as average
    from counted as c
    -- Where no organisation was ever marked as a community one or not, their number is not known to be nought.
    left join {{ ref('int_community__delivered') }} as k on c.place_code = k.place_code and k.record_kind = 'community_orgs'
    left join {{ ref('int_policy__place_parameters') }} as p
        on p.parameter = 'density_counts_filings' and p.jurisdiction_code = c.place_code
        and {{ business_date() }} between p.valid_from and p.valid_to
)

select
    {{ business_date() }} as business_date,
    a.place_code,
    a.place_zh,
    a.place_level,
    {{ place_level_zh('a.place_level') }} as place_level_zh,
    a.community_kind,
    {{ label_zh('community_kind', 'a.community_kind') }} as community_kind_zh,
    cast(a.communities as integer) as communities,
    cast(a.registered_orgs as integer) as registered_orgs,
    cast(a.filed_orgs as integer) as filed_orgs,
    a.counts_filings,
    a.average,
    t.value_number as target,
    {{ at_least('a.average', 't.value_number') }} as met,
    coalesce(a.unknown_because, case when t.value_number is null then 'no_rule' end) as reason,
    {{ no_judgement_zh("coalesce(a.unknown_because, case when t.value_number is null then 'no_rule' end)") }} as reason_zh,
    t.document_id,
    t.article,
    t.evidence,
    t.valid_from as since
from averaged as a
left join {{ ref('int_policy__place_parameters') }} as t
    on t.parameter = 'density_' || a.community_kind || '_min' and t.jurisdiction_code = a.place_code
    and {{ business_date() }} between t.valid_from and t.valid_to
