-- Grain: registering authority and record that a kind of finding needs, once it was handed in for the authority's
-- organisations, by whichever body: a source, or a column of it that some delivered table had.
{% set sources_with_code = ['organizations', 'rectifications', 'party_units', 'applications', 'people', 'talks', 'audits', 'finances', 'fees', 'major_events'] %}
with needed as (
    select distinct needs, split_part(needs, '.', 1) as source, nullif(split_part(needs, '.', 2), '') as column_name
    from {{ ref('finding_kinds') }}
    where needs is not null
),

tables_met as (
    select _digest, _authority, source, columns_matched
    from {{ source('bronze', 'delivered_files') }}
    where source in (select source from needed) and _delivered <= {{ known_on() }}
),

-- Whose organisations a table speaks of; one without codes speaks of the place of the body that handed it in.
spoken_of as (
    {%- for source_name in sources_with_code %}
    select distinct '{{ source_name }}' as source, r._digest, o.authority_code
    from {{ ref('stg_' ~ source_name) }} as r
    inner join {{ ref('int_organizations__register') }} as o on o.uscc = r.uscc
    union all
    {%- endfor %}
    select t.source, t._digest, a.authority_code
    from tables_met as t
    inner join {{ ref('authorities') }} as deliverer on deliverer.authority_code = t._authority
    inner join {{ ref('authorities') }} as a on a.jurisdiction_code = deliverer.jurisdiction_code
)

select distinct n.needs, s.authority_code
from needed as n
inner join tables_met as t
    on t.source = n.source and (n.column_name is null or {{ json_text('t.columns_matched', 'n.column_name') }} is not null)
inner join spoken_of as s on s.source = t.source and s._digest = t._digest
