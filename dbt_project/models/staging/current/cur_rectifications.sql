-- Grain: record of rectifications (its declared key), in the version delivered last.
{{ current_version('rectifications') }}
