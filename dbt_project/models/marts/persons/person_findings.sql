-- Grain: person and the place of the number, organisation in force, kind of finding and day it was found; only of a rule in force there on that day.
{{ findings(ref('int_persons__findings'), more=['place_code', 'person_no']) }}
