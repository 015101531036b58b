-- Grain: accepted row of activities, in all versions delivered by the business date.
{{ accepted('activities') }}
