-- Grain: delivered row of penalties, typed and judged, repeats and rejects included.
{{ check_source('penalties') }}
