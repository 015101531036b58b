-- Grain: check of one organisation, as delivered last; matched to the register by code or by name.

-- A city's bureau also reports on what its counties register.
with scopes as (

    select own.authority_code as delivered_by, below.authority_code
    from {{ ref('authorities') }} as own
    inner join {{ ref('authorities') }} as below on true
    inner join {{ ref('jurisdictions') }} as places on below.jurisdiction_code = places.jurisdiction_code
    where
        own.jurisdiction_code = below.jurisdiction_code
        or (own.level = 'city' and own.jurisdiction_code = places.parent_code)

),

named as (

    select
        inspections._row_id,
        names.uscc,
        max(case when names.is_current then 1 else 0 end) as is_current
    from {{ ref('cur_inspections') }} as inspections
    inner join scopes on inspections._authority = scopes.delivered_by
    inner join {{ ref('int_organizations__names') }} as names
        on scopes.authority_code = names.authority_code and inspections.org_name = names.org_name
    where inspections.uscc is null
    group by inspections._row_id, names.uscc

),

candidates as (

    select _row_id, count(*) as candidates, min(uscc) as uscc, max(is_current) as is_current
    from named
    group by _row_id

),

matched as (

    select
        inspections.*,
        case when organizations.uscc is not null then 1 else coalesce(candidates.candidates, 0) end as candidates,
        case
            when organizations.uscc is not null then 'matched_by_code'
            when candidates.candidates > 1 then 'ambiguous'
            when candidates.is_current = 1 then 'matched_by_name'
            when candidates.is_current = 0 then 'matched_by_former_name'
            else 'unmatched'
        end as match_status,
        coalesce(
            organizations.uscc, case when candidates.candidates = 1 then candidates.uscc end
        ) as matched_uscc,
        organizations.org_name as name_of_code
    from {{ ref('cur_inspections') }} as inspections
    left join {{ ref('int_organizations__register') }} as organizations on inspections.uscc = organizations.uscc
    left join candidates on inspections._row_id = candidates._row_id

)

select
    inspection_no,
    matched_uscc as uscc,
    uscc as delivered_uscc,
    -- Whoever is checked may be a person: a name is told only where it is an organisation's.
    case when match_status like 'matched_by%name' then org_name else name_of_code end as org_name,
    inspected_on,
    inspection_kind as kind,
    result,
    match_status,
    {{ label('match_status', {
        'matched_by_code': '按代码匹配',
        'matched_by_name': '按名称匹配',
        'matched_by_former_name': '按曾用名匹配',
        'ambiguous': '同名多个，未匹配',
        'unmatched': '未匹配',
    }) }} as match_status_zh,
    candidates,
    _authority as delivered_by,
    _row_id as evidence_id
from matched
-- A check of a later day had not been made, whenever it is handed in.
where inspected_on is null or inspected_on <= {{ business_date() }}
