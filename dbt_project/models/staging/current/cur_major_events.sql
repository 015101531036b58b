-- Grain: record of major_events (its declared key), in the version delivered last.
{{ current_version('major_events') }}
