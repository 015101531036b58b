-- Grain: scope (draw or plan), period, attempt and registering authority.
{{ config(tags=['draw']) }}

with both_scopes as (

    select
        'draw' as scope,
        period,
        attempt,
        business_date,
        authority_code,
        authority_name,
        rate_basis,
        registered,
        eligible,
        desk_bp,
        onsite_bp,
        desk_document_id,
        onsite_document_id,
        desk_required,
        desk_selected,
        onsite_required,
        onsite_selected,
        case
            when is_superseded then 'superseded'
            when desk_selected >= desk_required and onsite_selected >= onsite_required then 'met'
            when desk_selected = eligible and onsite_selected >= least(onsite_required, eligible) then 'exhausted'
            else 'under_floor'
        end as status
    from {{ ref('int_sampling__outcomes') }}
    union all
    select
        'plan' as scope,
        cast(null as varchar) as period,
        cast(null as integer) as attempt,
        {{ business_date() }} as business_date,
        authority_code,
        authority_name,
        rate_basis,
        registered,
        eligible,
        desk_bp,
        onsite_bp,
        desk_document_id,
        onsite_document_id,
        desk_required,
        cast(null as bigint) as desk_selected,
        onsite_required,
        cast(null as bigint) as onsite_selected,
        case when eligible >= desk_required then 'planned' else 'exhausted' end as status
    from {{ ref('int_sampling__plan') }}

)

select
    both_scopes.*,
    {{ label('both_scopes.status', {
        'met': '达到下限',
        'under_floor': '低于下限',
        'exhausted': '可抽对象已全部抽取，仍不足下限',
        'superseded': '已由下一次抽取取代',
        'planned': '今晚的计划',
    }) }} as status_zh,
    round(100.0 * both_scopes.desk_selected / nullif(both_scopes.registered, 0), 2) as desk_rate_percent,
    round(100.0 * both_scopes.onsite_selected / nullif(both_scopes.registered, 0), 2) as onsite_rate_percent,
    desk_documents.number_zh as desk_document_zh,
    onsite_documents.number_zh as onsite_document_zh
from both_scopes
left join {{ ref('documents') }} as desk_documents on both_scopes.desk_document_id = desk_documents.document_id
left join {{ ref('documents') }} as onsite_documents on both_scopes.onsite_document_id = onsite_documents.document_id
