-- Grain: record of community_filings (its declared key), in the version delivered last.
{{ current_version('community_filings') }}
