-- Grain: accepted row of audits, in all versions delivered by the business date.
{{ accepted('audits') }}
