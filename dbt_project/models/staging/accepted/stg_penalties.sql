-- Grain: accepted row of penalties, in all versions delivered by the business date.
{{ accepted('penalties') }}
