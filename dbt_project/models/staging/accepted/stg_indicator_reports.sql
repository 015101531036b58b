-- Grain: accepted row of indicator_reports, in all versions delivered by the business date.
{{ accepted('indicator_reports') }}
