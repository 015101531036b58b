-- Grain: delivered row of volunteers, typed and judged, repeats and rejects included.
{{ check_source('volunteers') }}
