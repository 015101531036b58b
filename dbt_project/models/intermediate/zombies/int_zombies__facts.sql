-- Grain: organisation in force: the rules that bind it on the business date, and what the records show.
with rules as (
    select
        authority_code, org_type,
        max(case when parameter = 'zombie_miss_years' then value_number end) as miss_years_required,
        max(case when parameter = 'zombie_miss_years' then document_id end) as miss_document_id,
        max(case when parameter = 'zombie_activity_from' then cast(value as date) end) as activity_from,
        max(case when parameter = 'zombie_activity_from' then document_id end) as activity_document_id,
        max(case when parameter = 'zombie_no_activity_years' then value_number end) as no_activity_years,
        max(case when parameter = 'zombie_contact_rule' then value end) as contact_rule,
        max(case when parameter = 'zombie_contact_rule' then document_id end) as contact_document_id,
        max(case when parameter = 'contact_window_months' then value_number end) as contact_window_months
    from {{ ref('int_policy__parameters') }}
    where {{ business_date() }} between valid_from and valid_to
    group by authority_code, org_type
),

organisations as (
    select
        o.uscc, o.authority_code, o.org_type, o.registered_on,
        r.miss_years_required, r.miss_document_id, r.activity_from, r.activity_document_id,
        r.contact_rule, r.contact_document_id,
        {{ add_months('o.registered_on', '12 * r.no_activity_years') }} as first_activity_by,
        {{ add_months(business_date(), '-1 * r.contact_window_months') }} as contact_after
    from {{ ref('int_organizations__register') }} as o
    left join rules r on r.authority_code = o.authority_code and r.org_type = o.org_type
    where o.is_in_force
),

-- What happened before the registration was not yet this organisation's doing.
activity as (
    select
        o.uscc,
        min(case when a.held_on >= o.registered_on then a.held_on end) as first_activity_on,
        max(a.held_on) as latest_activity_on
    from organisations o
    inner join {{ ref('cur_activities') }} as a on a.uscc = o.uscc and a.held_on <= {{ business_date() }}
    group by o.uscc
),

attempts as (
    select
        o.uscc, c.outcome,
        row_number() over (partition by c.uscc, c.channel order by c.attempted_on desc) as recency
    from organisations o
    inner join {{ ref('cur_contact_attempts') }} as c
        on c.uscc = o.uscc
        and c.attempted_on > o.contact_after and c.attempted_on <= {{ business_date() }}
        and {{ plus_list_has('o.contact_rule', 'c.channel') }}
),

contact as (
    select uscc, count(*) as channels_tried, sum(case when outcome = 'unreachable' then 1 else 0 end) as channels_failed
    from attempts
    where recency = 1
    group by uscc
),

annual as (
    select uscc, report_year as latest_due_year, timeliness as latest_timeliness, consecutive_misses
    from {{ ref('annual_inspection') }}
    where is_latest_due_year
)

select
    o.*,
    n.latest_due_year, n.latest_timeliness, coalesce(n.consecutive_misses, 0) as consecutive_misses,
    seen.authority_code is not null as has_activity_records,
    a.first_activity_on, a.latest_activity_on,
    {{ plus_list_size('o.contact_rule') }} as channels_required,
    coalesce(c.channels_tried, 0) as channels_tried,
    coalesce(c.channels_failed, 0) as channels_failed
from organisations o
left join annual n on n.uscc = o.uscc
left join activity a on a.uscc = o.uscc
left join contact c on c.uscc = o.uscc
left join {{ ref('int_inspection__records_seen') }} as seen
    on seen.authority_code = o.authority_code and seen.source = 'activities'
