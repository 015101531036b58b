-- Grain: indicator and place of the target table with a reported value: the latest period ended by the business date.
-- Place names as short as 市本级 recur from city to city, so a report counts only from under the document's own place.
with reports as (
    select d.document_id, r.indicator_no, r.district_name, r.period_end, r.reported_value, r._last_seen, r._delivered, r._digest, r._row, r._row_id
    from {{ ref('stg_indicator_reports') }} as r
    inner join {{ ref('authorities') }} as a on a.authority_code = r._authority
    inner join {{ ref('int_jurisdictions__path') }} as p on p.jurisdiction_code = a.jurisdiction_code
    inner join {{ ref('documents') }} as d on d.jurisdiction_code = p.ancestor_code
    where r.period_end <= {{ business_date() }}
),

matched as (
    select
        c.document_id, c.indicator_no, c.district_zh, r.period_end, r._row_id,
        -- Beside a target of less than a percent, 0.3 may be three tenths or three tenths of a percent.
        coalesce(r.reported_value > c.unclear_above and r.reported_value <= c.percent_above, false) as is_unclear,
        -- A rate above this mark was written in percent.
        case when r.reported_value > c.percent_above then r.reported_value / 100 else r.reported_value end as reported,
        row_number() over (
            partition by c.document_id, c.indicator_no, c.district_zh
            order by r.period_end desc, r._last_seen desc, r._delivered desc, r._digest desc, r._row desc
        ) as recency
    from {{ ref('int_targets__cells') }} as c
    inner join reports as r
        on r.document_id = c.document_id and r.indicator_no = c.indicator_no
        and (r.district_name = c.district_zh or (c.is_total and r.district_name in ('全市', '全区', '合计')))
)

select document_id, indicator_no, district_zh, period_end, reported, is_unclear, _row_id
from matched
where recency = 1
