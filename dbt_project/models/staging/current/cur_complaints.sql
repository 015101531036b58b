-- Grain: record of complaints (its declared key), in the version delivered last.
{{ current_version('complaints') }}
