-- Grain: accepted row of complaints, in all versions delivered by the business date.
{{ accepted('complaints') }}
