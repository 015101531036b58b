-- Grain: delivered row of decouplings, typed and judged, repeats and rejects included.
{{ check_source('decouplings') }}
