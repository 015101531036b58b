-- Grain: accepted row of rectifications, in all versions delivered by the business date.
{{ accepted('rectifications') }}
