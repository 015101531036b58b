-- Grain: accepted row of applications, in all versions delivered by the business date.
{{ accepted('applications') }}
