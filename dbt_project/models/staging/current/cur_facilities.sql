-- Grain: record of facilities (its declared key), in the version delivered last.
{{ current_version('facilities') }}
