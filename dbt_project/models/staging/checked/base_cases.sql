-- Grain: delivered row of cases, typed and judged, repeats and rejects included.
{{ check_source('cases') }}
