-- Grain: record of catalogue_entries (its declared key), in the version delivered last.
{{ current_version('catalogue_entries') }}
