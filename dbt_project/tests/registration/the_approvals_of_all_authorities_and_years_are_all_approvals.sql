with shown as (
    select sum(applications) as applications, sum(late) as late, sum(online) as online from {{ ref('approval_rates') }}
),

counted as (
    select
        count(*) as applications,
        sum(case when days_taken > legal_days then 1 else 0 end) as late,
        sum(case when channel = 'online' then 1 else 0 end) as online
    from {{ ref('approval_times') }}
)

select s.applications as applications_shown, c.applications, s.late as late_shown, c.late, s.online as online_shown, c.online
from shown as s
cross join counted as c
where coalesce(s.applications, 0) <> c.applications
    or coalesce(s.late, 0) <> coalesce(c.late, 0) or coalesce(s.online, 0) <> coalesce(c.online, 0)
