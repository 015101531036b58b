-- Grain: record of ratings (its declared key), in the version delivered last.
{{ current_version('ratings') }}
