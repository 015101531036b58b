-- Grain: accepted row of decouplings, in all versions delivered by the business date.
{{ accepted('decouplings') }}
