-- Grain: accepted row of party_units, in all versions delivered by the business date.
{{ accepted('party_units') }}
