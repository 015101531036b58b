-- Grain: accepted row of cases, in all versions delivered by the business date.
{{ accepted('cases') }}
