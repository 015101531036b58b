-- Grain: organisation in force, kind of fund risk and day it was found.
{{ findings(ref('int_funds__findings')) }}
