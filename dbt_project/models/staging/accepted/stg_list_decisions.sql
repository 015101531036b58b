-- Grain: accepted row of list_decisions, in all versions delivered by the business date.
{{ accepted('list_decisions') }}
