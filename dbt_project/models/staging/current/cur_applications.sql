-- Grain: record of applications (its declared key), in the version delivered last.
{{ current_version('applications') }}
