-- Grain: registering authority and where the secretaries of party organisations come from.
with counted as (
    select authority_code, coalesce(secretary_source, 'unknown') as secretary_source, count(*) as organisations
    from {{ ref('int_party__units') }}
    where has_own
    group by authority_code, coalesce(secretary_source, 'unknown')
)

select
    {{ business_date() }} as business_date,
    c.authority_code,
    a.name_zh as authority_name,
    c.secretary_source,
    coalesce({{ label_zh('secretary_source', 'c.secretary_source') }}, '未填') as secretary_source_zh,
    cast(c.organisations as integer) as organisations,
    cast(c.organisations as double) / sum(c.organisations) over (partition by c.authority_code) as share
from counted as c
inner join {{ ref('authorities') }} as a on a.authority_code = c.authority_code
