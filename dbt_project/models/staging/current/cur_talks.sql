-- Grain: record of talks (its declared key), in the version delivered last.
{{ current_version('talks') }}
