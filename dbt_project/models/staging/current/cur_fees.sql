-- Grain: record of fees (its declared key), in the version delivered last.
{{ current_version('fees') }}
