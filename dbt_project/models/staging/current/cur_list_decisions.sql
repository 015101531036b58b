-- Grain: record of list_decisions (its declared key), in the version delivered last.
{{ current_version('list_decisions') }}
