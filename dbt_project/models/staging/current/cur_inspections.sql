-- Grain: record of inspections (its declared key), in the version delivered last.
{{ current_version('inspections') }}
