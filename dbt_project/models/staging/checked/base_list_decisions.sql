-- Grain: delivered row of list_decisions, typed and judged, repeats and rejects included.
{{ check_source('list_decisions') }}
