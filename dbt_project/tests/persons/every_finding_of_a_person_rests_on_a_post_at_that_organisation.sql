-- Grain: finding about a person who never held a post at the organisation, or that lies ahead of the business date.
select f.place_code, f.person_no, f.uscc, f.finding_code, f.found_on
from {{ ref('person_findings') }} as f
left join (select distinct place_code, person_no, uscc from {{ ref('int_persons__posts') }}) as p
    on p.place_code = f.place_code and p.person_no = f.person_no and p.uscc = f.uscc
where p.person_no is null or f.found_on > f.business_date
