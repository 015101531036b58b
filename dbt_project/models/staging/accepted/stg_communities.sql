-- Grain: accepted row of communities, in all versions delivered by the business date.
{{ accepted('communities') }}
