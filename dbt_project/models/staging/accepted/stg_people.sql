-- Grain: accepted row of people, in all versions delivered by the business date.
{{ accepted('people') }}
