-- Grain: record of inspectors (its declared key), in the version delivered last.
{{ current_version('inspectors') }}
