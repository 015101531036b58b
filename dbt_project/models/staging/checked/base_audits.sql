-- Grain: delivered row of audits, typed and judged, repeats and rejects included.
{{ check_source('audits') }}
