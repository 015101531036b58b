-- Grain: record of contact_attempts (its declared key), in the version delivered last.
{{ current_version('contact_attempts') }}
