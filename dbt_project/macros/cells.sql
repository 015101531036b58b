{# How the text of a cell becomes a value, one macro a type. A value that cannot be read is null, and
   `reason_for_<type>` names why; both are used together by check_source. #}

{# Full-width forms to half-width, all kinds of brackets to one, zero-width characters away. #}
{% macro clean_text(cell) -%}
trim(translate({{ erase(cell, '[\\x{200B}-\\x{200F}\\x{2060}\\x{FEFF}\\x{00AD}]') }},
    '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ（）［］﹝﹞【】．／－：，＋％　',
    '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()〔〕〔〕〔〕./-:,+% '))
{%- endmacro %}

{# What bureaus write for "nothing". #}
{% macro without_placeholder(text) -%}
case when lower({{ text }}) in ('', '-', '--', '—', '——', '/', '\\', '无', 'none', 'null', 'nan', 'n/a') then null else {{ text }} end
{%- endmacro %}

{% macro uscc_value(text) -%} upper({{ erase(text, '\\s|\\([0-9]+\\)$') }}) {%- endmacro %}

{# GB 32100-2015 check character of the whole code, GB 11714 check character of positions 9 to 17. #}
{% macro uscc_check_ok(code) -%}
{%- set alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY' -%}
{%- set inner = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ' -%}
(substr('{{ alphabet }}', 1 + (31 - (
    {%- for weight in [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] %}
    {{ weight }} * (strpos('{{ alphabet }}', substr({{ code }}, {{ loop.index }}, 1)) - 1){{ ' +' if not loop.last }}
    {%- endfor %}) % 31) % 31, 1) = substr({{ code }}, 18, 1)
and substr('0123456789X0', 1 + (11 - (
    {%- for weight in [3, 7, 9, 10, 5, 8, 4, 2] %}
    {{ weight }} * (strpos('{{ inner }}', substr({{ code }}, {{ loop.index + 8 }}, 1)) - 1){{ ' +' if not loop.last }}
    {%- endfor %}) % 11), 1) = substr({{ code }}, 17, 1))
{%- endmacro %}

{% macro reason_for_uscc(text, value) -%}
case when {{ text }} is null then null
    -- A code may hold a single E among digits (52110000E008943333): only a point or a plus tells a lost one.
    when {{ matches('upper(' ~ text ~ ')', '^[0-9](\\.[0-9]+)?E\\+[0-9]+$|^[0-9]\\.[0-9]+E[0-9]+$') }} then 'uscc_lost_in_excel'
    when not {{ matches(value, '^[0-9A-Z]{18}$') }} then 'uscc_malformed'
    when substr({{ value }}, 1, 2) not in ('51', '52', '53') then 'uscc_not_social_org'
    when not {{ matches(value, '^[0-9A-HJ-NPQRTUWXY]{18}$') }} then 'uscc_malformed'
    when not {{ uscc_check_ok(value) }} then 'uscc_bad_check_digit'
end
{%- endmacro %}

{# The part of a date cell that says the day: time of day gone; a spreadsheet's zero day or bare midnight means none. #}
{% macro date_text(text) -%}
case when not {{ matches(text, '^1900[-/]0?1[-/]0?0( |$)|^0?0:00(:00)?$') }} then {{ erase(text, '[ T]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(\\.[0-9]+)?$') }} end
{%- endmacro %}

{% macro iso_date(year, month, day) -%}
try_cast({{ year }} || '-' || lpad({{ month }}, 2, '0') || '-' || lpad({{ day }}, 2, '0') as date)
{%- endmacro %}

{# `dayfirst`, `monthfirst`: whether some cell of this file and column shows the order beyond doubt. #}
{% macro date_value(text, dayfirst, monthfirst) -%}
{%- set ymd = '^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$' -%}
{%- set two = '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})$' -%}
case
    when {{ matches(text, ymd) }} then {{ iso_date(capture(text, ymd, 1), capture(text, ymd, 2), capture(text, ymd, 3)) }}
    when {{ matches(text, '^(19|20)[0-9]{6}$') }} then {{ iso_date('substr(' ~ text ~ ', 1, 4)', 'substr(' ~ text ~ ', 5, 2)', 'substr(' ~ text ~ ', 7, 2)') }}
    when {{ matches(text, '^[2-6][0-9]{4}(\\.[0-9]+)?$') }} then {{ add_days("date '1899-12-30'", "floor(cast(" ~ text ~ " as double))") }}
    when {{ matches(text, two) }} and {{ dayfirst }} and not {{ monthfirst }} then {{ iso_date(capture(text, two, 3), capture(text, two, 2), capture(text, two, 1)) }}
    when {{ matches(text, two) }} and {{ monthfirst }} and not {{ dayfirst }} then {{ iso_date(capture(text, two, 3), capture(text, two, 1), capture(text, two, 2)) }}
end
{%- endmacro %}

{% macro reason_for_date(text, value, dayfirst, monthfirst) -%}
case when {{ text }} is null or {{ value }} is not null then null
    when {{ matches(text, '^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}$') }} and {{ dayfirst }} = {{ monthfirst }} then 'date_ambiguous'
    when {{ matches(text, '^[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?$|^(19|20)[0-9]{6}$|^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}$') }} then 'date_impossible'
    else 'date_unreadable'
end
{%- endmacro %}

{# Yuan. The whole cell is one amount, or it is not read: "3-5万元" is none. The unit is in the cell (5,000万元), else in the header (金额（万元）), else yuan. #}
{% macro money_value(text, header_unit) -%}
try_cast(
    try_cast(replace({{ capture(erase(text, ' '), '^[¥￥]?(-?[0-9,]+(\\.[0-9]+)?)(元|万元?|亿元?)?$', 1) }}, ',', '') as decimal(24, 6))
    * case when {{ text }} like '%亿%' then 100000000 when {{ text }} like '%万%' then 10000 when {{ text }} like '%元' then 1
        when {{ header_unit }} = '亿元' then 100000000 when {{ header_unit }} = '万元' then 10000 else 1 end
    as decimal(18, 2))
{%- endmacro %}

{% macro number_value(text) -%}
case when {{ text }} like '%\%' escape '\' then try_cast(replace(replace({{ text }}, ',', ''), '%', '') as double) / 100
    else try_cast(replace({{ text }}, ',', '') as double) end
{%- endmacro %}

{# The Chinese label of a code, from the code lists. #}
{% macro label_zh(list_name, code) -%}
(select min(labels.label_zh) from {{ ref('code_lists') }} as labels where labels.list_name = '{{ list_name }}' and labels.code = {{ code }})
{%- endmacro %}
