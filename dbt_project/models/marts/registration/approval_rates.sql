-- Grain: authority and year of decision. What came in by an unknown way is in neither part of the online rate.
with counted as (
    select
        authority_code,
        cast(extract(year from decided_on) as integer) as year,
        count(*) as applications,
        count(channel) as channel_known,
        sum(case when channel = 'online' then 1 else 0 end) as online,
        count(is_late) as judged,
        sum(case when is_late then 1 else 0 end) as late
    from {{ ref('approval_times') }}
    group by authority_code, extract(year from decided_on)
)

select
    {{ business_date() }} as business_date,
    c.authority_code,
    a.name_zh as authority_name,
    c.year,
    cast(c.applications as integer) as applications,
    cast(c.channel_known as integer) as channel_known,
    cast(c.online as integer) as online,
    cast(c.online as double) / nullif(c.channel_known, 0) as online_rate,
    cast(c.judged as integer) as judged,
    cast(c.late as integer) as late,
    cast(p.value as date) as online_required_from,
    p.document_id,
    p.article,
    p.evidence
from counted as c
left join {{ ref('authorities') }} as a on c.authority_code = a.authority_code
left join {{ ref('int_policy__place_parameters') }} as p
    on p.parameter = 'online_application_from' and p.jurisdiction_code = a.jurisdiction_code
    and least({{ day_of_year('c.year', "'12-31'") }}, {{ business_date() }}) between p.valid_from and p.valid_to
