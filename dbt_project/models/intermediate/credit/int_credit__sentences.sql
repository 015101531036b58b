-- Grain: organisation and credit list it is on now, said in Chinese.
with listings as (
    select
        s.uscc,
        s.list_type,
        s.removal_way,
        s.earliest_removal_on,
        e.entry_id,
        e.listed_on,
        coalesce(g.ground_zh, '所载事由“' || e.ground_raw || '”', '事由未载明')
        || coalesce('（依据《' || g.title_zh || '》' || g.article_zh || '）', '')
        || coalesce('，' || {{ date_zh('e.listed_on') }} || '列入', '，列入日期未载明') as listing_zh
    from {{ ref('int_credit__standings') }} as s
    inner join {{ ref('int_credit__entries') }} as e
        on s.uscc = e.uscc and s.list_type = e.list_type and e.status = 'listed'
    left join {{ ref('int_credit__grounds') }} as g
        on
            e.ground_code = g.ground_code
            and coalesce(e.listed_on, {{ business_date() }}) between g.valid_from and g.valid_to
)

select
    uscc,
    list_type,
    case list_type when 'serious' then '在严重违法失信名单上：' else '在活动异常名录上：' end
    || {{ join_texts('listing_zh', '；', 'listed_on, entry_id') }}
    || case max(removal_way)
        when 'apply' then coalesce('。' || {{ date_zh('max(earliest_removal_on)') }} || '起可以申请移出', '')
        when 'automatic' then coalesce('。' || {{ date_zh('max(earliest_removal_on)') }} || '届满，应由登记管理机关移出', '')
        when 'on_cancellation' then '。办理注销登记后由登记管理机关移出'
        else '。履行义务或者完成整改后可以申请移出'
    end || '。' as sentence_zh
from listings
group by uscc, list_type
