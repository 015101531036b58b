-- Grain: organisation with two ratings that hold at once.
select uscc, count(*) as valid_ratings
from {{ ref('current_ratings') }}
where state = 'valid'
group by uscc
having count(*) > 1
