-- Grain: record of people (its declared key), in the version delivered last.
{{ current_version('people') }}
