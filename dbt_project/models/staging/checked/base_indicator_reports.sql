-- Grain: delivered row of indicator_reports, typed and judged, repeats and rejects included.
{{ check_source('indicator_reports') }}
