-- Grain: delivered row of projects, typed and judged, repeats and rejects included.
{{ check_source('projects') }}
