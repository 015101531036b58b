-- Grain: accepted row of inspections, in all versions delivered by the business date.
{{ accepted('inspections') }}
