-- Grain: printed target, of the list or of the breakdown, that target_progress lacks, repeats or prints otherwise.
with printed as (
    select document_id, indicator_no, '全市合计' as district_zh, baseline_text, target_text from {{ ref('indicators') }}
    union all
    select document_id, indicator_no, district_name, baseline_text, target_text
    from {{ ref('indicator_targets') }}
    where not is_total
)

select
    coalesce(p.document_id, t.document_id) as document_id, coalesce(p.indicator_no, t.indicator_no) as indicator_no,
    coalesce(p.district_zh, t.district_zh) as district_zh, p.target_text as printed, t.target_text as shown
from printed as p
full outer join (select * from {{ ref('target_progress') }} where document_id in (select document_id from {{ ref('indicators') }})) as t
    on t.document_id = p.document_id and t.indicator_no = p.indicator_no and t.district_zh = p.district_zh
where p.indicator_no is null or t.indicator_no is null
    or p.target_text is distinct from t.target_text or p.baseline_text is distinct from t.baseline_text
