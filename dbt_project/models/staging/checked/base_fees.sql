-- Grain: delivered row of fees, typed and judged, repeats and rejects included.
{{ check_source('fees') }}
