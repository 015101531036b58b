-- Grain: facility that is open on the business date; on the day it closes it is open no more.
select
    facility_no,
    facility_kind,
    district_code,
    town,
    community_code,
    coalesce(is_demonstration, false) as is_demonstration,
    coalesce(is_run_by_organisation, false) as is_run_by_organisation
from {{ ref('cur_facilities') }}
where opened_on <= {{ business_date() }} and coalesce(closed_on > {{ business_date() }}, true)
