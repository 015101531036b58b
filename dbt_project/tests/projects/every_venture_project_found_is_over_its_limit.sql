-- Grain: project whose finding and labour share disagree.
select project_no, labour_share, labour_max, labour_ok, finding_code
from {{ ref('venture_projects') }}
where (finding_code is not null and labour_ok) or (finding_code is null) <> (found_on is null)
    or (labour_ok is not null and labour_max is null)
