-- Grain: delivered row of activities, typed and judged, repeats and rejects included.
{{ check_source('activities') }}
