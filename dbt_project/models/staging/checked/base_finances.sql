-- Grain: delivered row of finances, typed and judged, repeats and rejects included.
{{ check_source('finances') }}
