-- Grain: accepted row of ratings, in all versions delivered by the business date.
{{ accepted('ratings') }}
