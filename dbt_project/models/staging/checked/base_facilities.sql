-- Grain: delivered row of facilities, typed and judged, repeats and rejects included.
{{ check_source('facilities') }}
