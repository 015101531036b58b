-- Grain: organisation in force and fact that calls for supervision, with the class it calls for.
with window_start as (
    select o.uscc, o.authority_code, o.org_type, {{ add_months(business_date(), '-w.value_number') }} as since
    from {{ ref('int_organizations__register') }} as o
    inner join {{ parameter_on('risk_window_months', 'w', business_date()) }}
    where o.is_in_force
),

penalties as (
    select
        o.uscc,
        case
            when p.penalty_type in ('suspension', 'revocation', 'change_revoked') then 'key'
            when p.fine_yuan >= limits.value_number then 'key'
            else 'talk'
        end as supervision_class,
        p._row_id as evidence_id
    from window_start as o
    inner join {{ ref('int_penalties__dated') }} as p on p.uscc = o.uscc and p.decided_on > o.since and not p.is_revoked
    left join {{ parameter_on('minor_fine_below_yuan', 'limits', 'p.decided_on') }}
    where p.penalty_type <> 'other'
)

select uscc, 'key' as supervision_class, 'on_serious' as reason_code, '列入严重违法失信名单' as reason_zh
from {{ ref('credit_status') }}
where on_serious
union all
select uscc, 'talk', 'on_abnormal', '列入活动异常名录'
from {{ ref('credit_status') }}
where on_abnormal
union all
select distinct uscc, supervision_class, 'penalty', '近期受到行政处罚'
from penalties
union all
select distinct uscc, 'talk', 'rectification_overdue', '逾期未完成整改'
from {{ ref('rectification_states') }}
where state = 'overdue'
union all
select distinct uscc, case level when 'high' then 'talk' else 'guidance' end, finding_code, finding_zh
from {{ ref('fee_violations') }}
union all
select distinct uscc, case level when 'high' then 'talk' else 'guidance' end, finding_code, finding_zh
from {{ ref('fund_risks') }}
union all
select distinct uscc, 'guidance', finding_code, finding_zh
from {{ ref('party_gaps') }}
union all
select uscc, 'guidance', finding_code, finding_zh
from {{ ref('charter_states') }}
where finding_code is not null
union all
select uscc, 'guidance', finding_code, finding_zh
from {{ ref('re_elections') }}
where finding_code is not null
union all
select distinct uscc, 'guidance', 'talk_missing', '应谈话而未谈话'
from {{ ref('talks_due') }}
where state = 'missing'
