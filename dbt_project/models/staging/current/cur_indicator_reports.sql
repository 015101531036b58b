-- Grain: record of indicator_reports (its declared key), in the version delivered last.
{{ current_version('indicator_reports') }}
