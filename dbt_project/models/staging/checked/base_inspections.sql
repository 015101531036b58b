-- Grain: delivered row of inspections, typed and judged, repeats and rejects included.
{{ check_source('inspections') }}
