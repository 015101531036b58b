select f.filing_no as delivered, c.filing_no as shown
from {{ ref('cur_community_filings') }} as f
full outer join {{ ref('community_filings') }} as c on f.filing_no = c.filing_no
where (f.filed_on <= {{ business_date() }}) <> (c.filing_no is not null) or f.filing_no is null
