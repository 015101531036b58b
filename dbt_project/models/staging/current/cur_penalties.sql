-- Grain: record of penalties (its declared key), in the version delivered last.
{{ current_version('penalties') }}
