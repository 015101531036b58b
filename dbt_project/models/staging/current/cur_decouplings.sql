-- Grain: record of decouplings (its declared key), in the version delivered last.
{{ current_version('decouplings') }}
