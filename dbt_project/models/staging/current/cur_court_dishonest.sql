-- Grain: record of court_dishonest (its declared key), in the version delivered last.
{{ current_version('court_dishonest') }}
