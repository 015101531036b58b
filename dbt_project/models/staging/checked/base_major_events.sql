-- Grain: delivered row of major_events, typed and judged, repeats and rejects included.
{{ check_source('major_events') }}
