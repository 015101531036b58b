-- Grain: delivered row of party_units, typed and judged, repeats and rejects included.
{{ check_source('party_units') }}
