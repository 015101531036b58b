-- Grain: accepted row of court_dishonest, in all versions delivered by the business date.
{{ accepted('court_dishonest') }}
