-- Grain: accepted row of catalogue_entries, in all versions delivered by the business date.
{{ accepted('catalogue_entries') }}
