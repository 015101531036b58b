-- Grain: record of activities (its declared key), in the version delivered last.
{{ current_version('activities') }}
