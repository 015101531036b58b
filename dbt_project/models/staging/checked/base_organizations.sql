-- Grain: delivered row of organizations, typed and judged, repeats and rejects included.
{{ check_source('organizations') }}
