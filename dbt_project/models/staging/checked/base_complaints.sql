-- Grain: delivered row of complaints, typed and judged, repeats and rejects included.
{{ check_source('complaints') }}
