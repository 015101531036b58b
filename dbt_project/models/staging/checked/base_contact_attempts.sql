-- Grain: delivered row of contact_attempts, typed and judged, repeats and rejects included.
{{ check_source('contact_attempts') }}
