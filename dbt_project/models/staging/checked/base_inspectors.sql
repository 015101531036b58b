-- Grain: delivered row of inspectors, typed and judged, repeats and rejects included.
{{ check_source('inspectors') }}
