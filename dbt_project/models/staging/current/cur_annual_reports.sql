-- Grain: record of annual_reports (its declared key), in the version delivered last.
{{ current_version('annual_reports') }}
