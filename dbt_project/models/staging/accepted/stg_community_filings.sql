-- Grain: accepted row of community_filings, in all versions delivered by the business date.
{{ accepted('community_filings') }}
