-- Grain: record of recusals (its declared key), in the version delivered last.
{{ current_version('recusals') }}
