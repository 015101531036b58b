-- Grain: accepted row of inspectors, in all versions delivered by the business date.
{{ accepted('inspectors') }}
