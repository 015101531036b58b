-- Grain: record of volunteers (its declared key), in the version delivered last.
{{ current_version('volunteers') }}
