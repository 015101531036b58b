-- Grain: delivered row of people, typed and judged, repeats and rejects included.
{{ check_source('people') }}
