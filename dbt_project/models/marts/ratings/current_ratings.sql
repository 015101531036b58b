-- Grain: grant of a rating made by the business date.
with grants as (
    select
        g.uscc, coalesce(r.org_name, g.org_name) as org_name, r.authority_code, r.org_type, g.rating, g.granted_on,
        g.valid_to as stated_valid_to, g._row_id,
        case when g.cancelled_on <= {{ business_date() }} then g.cancelled_on end as cancelled_on,
        lead(g.granted_on) over (partition by g.uscc order by g.granted_on) as next_granted_on
    from {{ ref('cur_ratings') }} as g
    left join {{ ref('int_organizations__register') }} as r on g.uscc = r.uscc
    where g.granted_on <= {{ business_date() }}
),

-- A rating of an organisation that no register shows follows the country's rule.
dated as (
    select
        o.*,
        coalesce(own.document_id, country.document_id) as document_id,
        coalesce(own.article, country.article) as article,
        coalesce(own.evidence, country.evidence) as evidence,
        coalesce(
            o.stated_valid_to,
            {{ add_years('o.granted_on', 'coalesce(own.value_number, country.value_number)') }}
        ) as valid_to
    from grants as o
    left join {{ parameter_on('rating_valid_years', 'own', 'o.granted_on') }}
    left join {{ ref('int_policy__place_parameters') }} as country
        on country.parameter = 'rating_valid_years' and country.jurisdiction_code = 'CN'
        and o.granted_on between country.valid_from and country.valid_to
),

judged as (
    select
        *,
        case
            when cancelled_on is not null then 'cancelled'
            when next_granted_on is not null then 'superseded'
            when valid_to < {{ business_date() }} then 'expired'
            else 'valid'
        end as state
    from dated
)

select
    {{ business_date() }} as business_date,
    uscc,
    org_name,
    authority_code,
    rating,
    {{ label_zh('rating', 'rating') }} as rating_zh,
    rating in ('4A', '5A') as is_high,
    granted_on,
    valid_to,
    cancelled_on,
    state,
    {{ rating_state_zh('state') }} as state_zh,
    document_id,
    article,
    evidence,
    _row_id as evidence_id
from judged
