-- Grain: inspector, organisation and reason why the one must not check the other.
{{ config(tags=['draw']) }}

with last_teams as (

    select
        inspector_id,
        uscc,
        business_date,
        max(business_date) over (partition by uscc) as last_drawn_on
    from {{ source('reference', 'draw_assignments') }}
    where is_issued and business_date < {{ business_date() }}

)

select
    inspector_id,
    uscc,
    coalesce(recusal_reason, '已申报') as recusal_reason,
    'declared' as recusal_kind
from {{ ref('cur_recusals') }}
where declared_on <= {{ business_date() }}
union all
select
    inspector_id,
    uscc,
    '上一次检查该组织的人员' as recusal_reason,
    'last_team' as recusal_kind
from last_teams
where business_date = last_drawn_on
