-- Grain: accepted row of major_events, in all versions delivered by the business date.
{{ accepted('major_events') }}
