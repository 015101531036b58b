-- Grain: gate that is not open without saying why, or open although something speaks against it.
select uscc, purpose, effect, conditions, document_id
from {{ ref('credit_gate') }}
where (effect = 'allowed') <> (conditions is null)
    or (effect = 'allowed') <> (document_id is null)
    or (effect = 'allowed') <> (reasons_zh is null)
    or allowed <> (effect <> 'blocked')
