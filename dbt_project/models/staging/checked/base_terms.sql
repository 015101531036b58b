-- Grain: delivered row of terms, typed and judged, repeats and rejects included.
{{ check_source('terms') }}
