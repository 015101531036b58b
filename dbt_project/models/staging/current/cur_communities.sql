-- Grain: record of communities (its declared key), in the version delivered last.
{{ current_version('communities') }}
