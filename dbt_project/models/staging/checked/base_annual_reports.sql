-- Grain: delivered row of annual_reports, typed and judged, repeats and rejects included.
{{ check_source('annual_reports') }}
