"""Files that cannot be read: each reason with what, where, why and what to do, in Chinese."""


class Refused(Exception):
    """A file that is not read. `status` is one of the `_files` states; `message` is for its deliverer."""

    def __init__(self, status: str, message: str, format: str = "unknown"):
        super().__init__(message)
        self.status, self.message, self.format = status, message, format


def empty(format: str = "unknown") -> Refused:
    return Refused("empty", "文件是空的：里面没有任何数据行。请确认导出是否成功，重新导出后再报送。", format)


def truncated(format: str, detail: str) -> Refused:
    return Refused(
        "truncated",
        f"文件不完整：看内容是 {format} 文件，但后半部分缺失（{detail}），多为上传或拷贝中断所致。"
        "为避免漏数，整个文件未读取。请重新拷贝完整文件后再报送。",
        format,
    )


def unclosed_quote(row: int) -> Refused:
    return Refused(
        "truncated",
        f"文件不完整：第 {row} 行起有一个双引号直到文件末尾都没有闭合，其后的行无法分清。"
        "为避免漏数，整个文件未读取。请检查该行的引号，或重新导出后再报送。",
        "csv",
    )


def encrypted(format: str) -> Refused:
    return Refused(
        "encrypted",
        "文件设有打开密码，无法读取。请在 Excel/WPS 中取消“用密码进行加密”，另存后再报送（密码不要随文件发送）。",
        format,
    )


def damaged(format: str, detail: str) -> Refused:
    return Refused(
        "unreadable",
        f"文件已损坏：看内容是 {format} 文件，但无法解析（{detail}）。请用 Excel/WPS 打开后另存，再重新报送。",
        format,
    )


def foreign(what: str) -> Refused:
    return Refused(
        "unreadable",
        f"文件内容是{what}，不是表格数据（与扩展名无关）。请另存为 xlsx 或 csv 后再报送。",
    )


def undecodable(encoding: str, offset: int) -> Refused:
    return Refused(
        "unreadable",
        f"文本编码无法识别：UTF-8 读不通，{encoding.upper()} 在第 {offset} 字节附近出错。"
        "请用“CSV UTF-8”格式重新导出后再报送。",
        "csv",
    )


def too_large(format: str, limit_mib: int) -> Refused:
    return Refused(
        "unreadable",
        f"{format} 文件超过 {limit_mib} MiB，无法整体读入。请改用 csv 或 parquet 报送，或拆分后再报送。",
        format,
    )
