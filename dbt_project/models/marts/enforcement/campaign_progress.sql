-- Grain: registering authority under a campaign and its action; an action without a case has its row too.
with actions as (
    select distinct code as campaign_action, label_zh
    from {{ ref('code_lists') }}
    where list_name = 'campaign_action'
),

cases as (
    select authority_code, campaign_action, count(*) as opened, count(closed_on) as closed
    from {{ ref('int_cases__placed') }}
    where case_kind = 'campaign'
    group by authority_code, campaign_action
)

select
    {{ business_date() }} as business_date,
    a.authority_code,
    a.name_zh as authority_name,
    x.campaign_action,
    x.label_zh as campaign_action_zh,
    cast(coalesce(c.opened, 0) as integer) as opened,
    cast(coalesce(c.closed, 0) as integer) as closed,
    cast(coalesce(c.opened, 0) - coalesce(c.closed, 0) as integer) as pending,
    p.document_id,
    p.article
from {{ ref('authorities') }} as a
inner join {{ ref('int_policy__place_parameters') }} as p
    on
        p.parameter = 'campaign_actions'
        and p.jurisdiction_code = a.jurisdiction_code
        and {{ business_date() }} between p.valid_from and p.valid_to
cross join actions as x
left join cases as c on c.authority_code = a.authority_code and c.campaign_action = x.campaign_action
where {{ plus_list_has('p.value', 'x.campaign_action') }}
