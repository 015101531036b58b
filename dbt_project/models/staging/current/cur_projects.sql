-- Grain: record of projects (its declared key), in the version delivered last.
{{ current_version('projects') }}
