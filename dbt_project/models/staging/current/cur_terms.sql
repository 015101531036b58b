-- Grain: record of terms (its declared key), in the version delivered last.
{{ current_version('terms') }}
