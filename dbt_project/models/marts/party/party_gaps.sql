-- Grain: organisation in force, kind of gap in its party work and day it was found.
{{ findings(ref('int_party__findings')) }}
