-- Grain: record of party_units (its declared key), in the version delivered last.
{{ current_version('party_units') }}
