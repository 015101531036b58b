-- Grain: case of an illegal organisation. A banned one has a decision, one that dissolved by persuasion needs none: counted apart.
select
    {{ business_date() }} as business_date,
    case_no,
    -- Until it is banned or gone nothing is established, and the subject may be a person.
    case when closed_on is not null and outcome in ('banned', 'dissolved') then subject_name end as subject_name,
    authority_code,
    opened_on,
    closed_on,
    case
        when closed_on is null then 'pending'
        when outcome in ('banned', 'dissolved', 'registered') then outcome
        else 'other'
    end as disposition,
    {{ disposition_zh("case when closed_on is null then 'pending' when outcome in ('banned', 'dissolved', 'registered') then outcome else 'other' end") }} as disposition_zh,
    coalesce(outcome = 'banned', false) as needs_decision,
    _row_id as evidence_id
from {{ ref('int_cases__placed') }}
where case_kind = 'illegal_organisation'
