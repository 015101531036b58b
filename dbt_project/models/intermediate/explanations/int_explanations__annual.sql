-- Grain: organisation and year of its annual duty, of the years that are still told.
with years as (
    select
        *,
        report_year || '年度' || duty_form_zh as duty_zh,
        return_status = 'pending' as is_in_correction
    from {{ ref('annual_inspection') }}
    where report_year >= extract(year from {{ business_date() }}) - {{ explained_years() }}
)

select
    uscc,
    'annual' as section,
    9999 - report_year as turn,
    duty_form as subject_code,
    duty_zh || '应在' || {{ date_zh('due_on') }} || '前（含当日）报送'
    || case timeliness
        when 'on_time' then '，已于' || {{ date_zh('filed_on') }} || '按期报送'
        when 'late' then '，' || {{ date_zh('filed_on') }} || '才报送，已经逾期'
        when 'missing' then '，至今没有报送'
        when 'not_due' then '，尚未到期'
        when 'exempt' then '；因成立较晚，当年免于参加'
        else '；登记机关没有交来可以判断的记录'
    end
    || case return_status
        when 'corrected' then '，退回后已于' || {{ date_zh('refiled_on') }} || '补正'
        when 'corrected_late' then '，退回后应在' || {{ date_zh('correction_due_on') }} || '前补正，' || {{ date_zh('refiled_on') }} || '才补正'
        when 'overdue' then '，' || {{ date_zh('returned_on') }} || '被退回，应在' || {{ date_zh('correction_due_on') }} || '前补正，至今没有补正'
        when 'pending' then '，' || {{ date_zh('returned_on') }} || '被退回，应在' || {{ date_zh('correction_due_on') }} || '前补正'
        else ''
    end
    || case when conclusion is not null then '，结论为' || status_zh else '' end || '。' as statement_zh,
    timeliness as state,
    timeliness_zh as state_zh,
    coalesce(filed_on, due_on) as event_on,
    case
        when is_in_correction then correction_due_on
        when timeliness = 'not_due' then due_on
    end as due_on,
    duty_zh || case when is_in_correction then '补正截止' else '报送截止' end as due_zh,
    document_id,
    article,
    evidence,
    case
        when timeliness = 'missing' then '补报年度材料；因此被列入活动异常名录的，补报并经核实后可以移出。'
        when return_status in ('overdue', 'pending') then '按退回意见补正并重新报送。'
        when status = 'failed' then '按结论整改，并参加下一年度的检查。'
    end as ends_zh,
    {{ id_list(['evidence_id']) }} as evidence_ids
from years
