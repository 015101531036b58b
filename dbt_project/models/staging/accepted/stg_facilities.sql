-- Grain: accepted row of facilities, in all versions delivered by the business date.
{{ accepted('facilities') }}
