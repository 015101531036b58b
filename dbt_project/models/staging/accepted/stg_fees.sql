-- Grain: accepted row of fees, in all versions delivered by the business date.
{{ accepted('fees') }}
