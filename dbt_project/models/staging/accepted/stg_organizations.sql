-- Grain: accepted row of organizations, in all versions delivered by the business date.
{{ accepted('organizations') }}
