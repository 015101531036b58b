-- Grain: delivered row of rectifications, typed and judged, repeats and rejects included.
{{ check_source('rectifications') }}
