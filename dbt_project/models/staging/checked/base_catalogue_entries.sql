-- Grain: delivered row of catalogue_entries, typed and judged, repeats and rejects included.
{{ check_source('catalogue_entries') }}
