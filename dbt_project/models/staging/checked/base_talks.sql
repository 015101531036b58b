-- Grain: delivered row of talks, typed and judged, repeats and rejects included.
{{ check_source('talks') }}
