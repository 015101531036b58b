-- Grain: delivered row of applications, typed and judged, repeats and rejects included.
{{ check_source('applications') }}
