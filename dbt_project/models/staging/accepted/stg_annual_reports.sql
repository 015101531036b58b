-- Grain: accepted row of annual_reports, in all versions delivered by the business date.
{{ accepted('annual_reports') }}
