-- Grain: organisation, kind of finding about its registration and day it goes back to.
{{ findings(ref('int_registration__findings')) }}
