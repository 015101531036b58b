-- Grain: listing decision, with the decision that ended it.
with listings as (
    select * from {{ ref('int_credit__decisions') }} where action = 'list'
),

closings as (
    select
        l._row_id as entry_id,
        c.action,
        c.decided_on as closed_on,
        c._row_id as closing_row_id
    from listings as l
    inner join {{ ref('int_credit__decisions') }} as c
        on
            l.uscc = c.uscc
            and l.list_type = c.list_type
            and (l.decided_on is null or c.decided_on >= l.decided_on)
    where
        (c.action = 'transfer' and l.list_type = 'abnormal')
        -- A removal that names no ground clears them all.
        or (c.action = 'remove' and (c.ground_key is null or c.ground_key = l.ground_key))
    union all
    select
        _row_id as entry_id,
        'remove' as action,
        removed_on as closed_on,
        _row_id as closing_row_id
    from listings
    where removed_on is not null
),

first_closings as (
    select *
    from closings
    where closed_on is not null
    -- On one day the transfer says more than the removal.
    qualify row_number() over (partition by entry_id order by closed_on, action desc, closing_row_id) = 1
)

select
    l._row_id as entry_id,
    l.uscc,
    l.org_name,
    l._authority,
    l.list_type,
    l.ground_code,
    l.ground_raw,
    l.decision_no,
    l.decided_on as listed_on,
    c.closed_on,
    c.closing_row_id,
    case
        when c.entry_id is null then 'listed'
        when c.action = 'transfer' then 'moved_to_serious'
        else 'removed'
    end as status
from listings as l
left join first_closings as c on l._row_id = c.entry_id
