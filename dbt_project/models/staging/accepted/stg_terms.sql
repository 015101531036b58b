-- Grain: accepted row of terms, in all versions delivered by the business date.
{{ accepted('terms') }}
