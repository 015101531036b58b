-- Grain: organisation in force and kind of fee violation.
{{ findings(ref('int_fees__findings')) }}
