-- Grain: accepted row of contact_attempts, in all versions delivered by the business date.
{{ accepted('contact_attempts') }}
