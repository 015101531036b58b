-- Grain: record of organizations (its declared key), in the version delivered last.
{{ current_version('organizations') }}
