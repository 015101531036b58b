-- Grain: delivered row of court_dishonest, typed and judged, repeats and rejects included.
{{ check_source('court_dishonest') }}
