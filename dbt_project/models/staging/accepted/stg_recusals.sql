-- Grain: accepted row of recusals, in all versions delivered by the business date.
{{ accepted('recusals') }}
