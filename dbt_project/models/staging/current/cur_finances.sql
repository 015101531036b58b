-- Grain: record of finances (its declared key), in the version delivered last.
{{ current_version('finances') }}
