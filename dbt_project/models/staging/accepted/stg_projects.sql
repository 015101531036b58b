-- Grain: accepted row of projects, in all versions delivered by the business date.
{{ accepted('projects') }}
