-- Grain: accepted row of talks, in all versions delivered by the business date.
{{ accepted('talks') }}
