-- Grain: registering authority with organisations in force.
with counts as (
    select
        authority_code,
        count(*) as organisations,
        sum(case when is_counted then 1 else 0 end) as organisations_counted,
        sum(case when needs_own then 1 else 0 end) as needing_own,
        sum(case when has_own then 1 else 0 end) as with_own,
        sum(case when has_joint then 1 else 0 end) as with_joint,
        sum(case when has_functional then 1 else 0 end) as with_functional,
        sum(case when is_covered then 1 else 0 end) as covered,
        sum(case when is_covered and not has_own and not has_joint then 1 else 0 end) as instructors_only,
        sum(case when needs_own and not has_own then 1 else 0 end) as own_lacking,
        count(charter_has_party) as charters_seen,
        sum(case when charter_has_party then 1 else 0 end) as charters_with_party
    from {{ ref('int_party__units') }}
    where authority_code is not null
    group by authority_code
)

select
    {{ business_date() }} as business_date,
    c.authority_code,
    a.name_zh as authority_name,
    cast(c.organisations as integer) as organisations,
    cast(c.organisations_counted as integer) as organisations_counted,
    cast(c.needing_own as integer) as needing_own,
    cast(c.with_own as integer) as with_own,
    cast(c.with_joint as integer) as with_joint,
    cast(c.with_functional as integer) as with_functional,
    cast(c.covered as integer) as covered,
    cast(c.instructors_only as integer) as instructors_only,
    cast(c.own_lacking as integer) as own_lacking,
    -- Where no count was delivered, coverage is unknown, not zero.
    case when c.organisations_counted > 0 then cast(c.with_own as double) / c.organisations end as organisation_coverage,
    case when c.organisations_counted > 0 then cast(c.covered as double) / c.organisations end as work_coverage,
    cast(c.charters_with_party as double) / nullif(c.charters_seen, 0) as charter_rate,
    case
        when c.organisations_counted = 0 then '未收到党组织统计，覆盖率不详'
        when c.organisations_counted < c.organisations
            then '有' || cast(c.organisations - c.organisations_counted as varchar) || '家未统计，按未覆盖计'
        else '全部已统计'
    end as note_zh
from counts as c
inner join {{ ref('authorities') }} as a on a.authority_code = c.authority_code
