-- Grain: record of audits (its declared key), in the version delivered last.
{{ current_version('audits') }}
