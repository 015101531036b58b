-- Counted twice, it would lift the average of its community.
select f.filing_no, f.uscc, f.state, f.tier
from {{ ref('community_filings') }} as f
left join {{ ref('organizations') }} as o on f.uscc = o.uscc
where (o.uscc is not null) <> (f.state = 'registered') or (f.state = 'registered') <> (f.tier = 'registered')
