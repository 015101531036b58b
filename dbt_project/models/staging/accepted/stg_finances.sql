-- Grain: accepted row of finances, in all versions delivered by the business date.
{{ accepted('finances') }}
