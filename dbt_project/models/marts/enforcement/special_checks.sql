-- Grain: supervising body, registering authority and year; complete when every matter was checked.
with matters as (
    select distinct code as check_matter, label_zh
    from {{ ref('code_lists') }}
    where list_name = 'check_matter'
),

done as (
    select distinct supervisor_name, authority_code, cast(extract(year from opened_on) as integer) as year, check_matter
    from {{ ref('int_cases__placed') }}
    where case_kind = 'special_check' and closed_on is not null
),

held as (
    select
        d.authority_code, d.supervisor_name, d.year, d.document_id, d.article, d.evidence,
        count(*) as matters_required,
        count(done.check_matter) as matters_done,
        {{ join_texts('case when done.check_matter is null then m.label_zh end', '、', 'm.check_matter') }} as missing_zh
    from {{ ref('int_special_checks__duties') }} as d
    cross join matters as m
    left join done
        on
            done.authority_code = d.authority_code
            and done.supervisor_name = d.supervisor_name
            and done.year = d.year
            and done.check_matter = m.check_matter
    group by d.authority_code, d.supervisor_name, d.year, d.document_id, d.article, d.evidence
),

stated as (
    select
        *,
        case
            when matters_done = matters_required then 'complete'
            when year = extract(year from {{ business_date() }}) then 'under_way'
            else 'incomplete'
        end as state
    from held
)

select
    {{ business_date() }} as business_date,
    authority_code,
    supervisor_name,
    year,
    cast(matters_required as integer) as matters_required,
    cast(matters_done as integer) as matters_done,
    missing_zh,
    state,
    {{ special_check_state_zh('state') }} as state_zh,
    case when state = 'incomplete' then 'special_check_incomplete' end as finding_code,
    document_id,
    article,
    evidence
from stated
