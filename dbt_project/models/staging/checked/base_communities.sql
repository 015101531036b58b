-- Grain: delivered row of communities, typed and judged, repeats and rejects included.
{{ check_source('communities') }}
