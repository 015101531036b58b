-- Grain: delivered row of ratings, typed and judged, repeats and rejects included.
{{ check_source('ratings') }}
