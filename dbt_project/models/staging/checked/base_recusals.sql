-- Grain: delivered row of recusals, typed and judged, repeats and rejects included.
{{ check_source('recusals') }}
