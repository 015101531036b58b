-- Grain: record of cases (its declared key), in the version delivered last.
{{ current_version('cases') }}
