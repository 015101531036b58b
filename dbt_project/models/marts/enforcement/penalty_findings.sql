-- Grain: penalty and what its procedure lacks, by the rule of its day.
{{ findings(ref('int_penalties__findings')) }}
