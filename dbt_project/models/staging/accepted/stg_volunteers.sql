-- Grain: accepted row of volunteers, in all versions delivered by the business date.
{{ accepted('volunteers') }}
