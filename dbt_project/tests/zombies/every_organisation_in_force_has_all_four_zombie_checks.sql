-- Grain: organisation in force whose zombie checks are not exactly the four intended ones.
-- Index x checks: a test that silently skips an organisation would look like a clean bill of health.
with intended as (
    select o.uscc, t.test
    from {{ ref('int_organizations__register') }} as o
    cross join (
        select 'missed_inspections' as test union all select 'no_first_activity'
        union all select 'no_recent_activity' union all select 'unreachable'
    ) t
    where o.is_in_force
)

select coalesce(i.uscc, c.uscc) as uscc, coalesce(i.test, c.test) as test, count(c.uscc) as results
from intended i
full outer join {{ ref('int_zombies__checks') }} as c on c.uscc = i.uscc and c.test = i.test
group by coalesce(i.uscc, c.uscc), coalesce(i.test, c.test)
having count(c.uscc) <> 1 or count(i.uscc) <> 1
