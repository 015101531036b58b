-- Grain: delivered row of community_filings, typed and judged, repeats and rejects included.
{{ check_source('community_filings') }}
