"""How long an import takes and how much memory it needs, by rows and format; beside pandas.

    python tests/bench/import_scale.py                     # 2,000, 20,000 and 100,000 rows
    python tests/bench/import_scale.py --rows 2000 --formats csv

Rows are made up of realistic values.  Every figure is that of a fresh process: seconds on
the wall clock with starting Python, seconds of the processor, and the peak of its resident
memory.  Beside the import
stands what one would write otherwise: pandas reads the same file, and a loop writes its rows
as JSON lines (`pip install "daoban[bench]"`); it checks nothing and knows no field.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]

OBJECTS = (
    "居民身份证",
    "食品经营许可证",
    "道路运输经营许可证",
    "残疾人证",
    "不动产权证书",
    "养老保险待遇",
    "公共场所卫生许可证",
)
ACTIONS = ("新办", "变更", "延续", "补领", "注销", "遗失补办", "信息查询", "复核")
OWNERS = (
    "公安局",
    "市场监督管理局",
    "交通运输局",
    "残疾人联合会",
    "自然资源局",
    "人力资源和社会保障局",
    "卫生健康局",
)
CONDITIONS = (
    "1.申请人为年满十八周岁、具有完全民事行为能力的自然人；\n"
    "2.在本行政区域内有固定的住所或者经营场所，并与申请的事项相适应；\n"
    "3.符合国家规定的技术、卫生和安全标准，有相应的专业人员和管理制度；\n"
    "4.近三年内没有因同类事项受到行政处罚。"
)
MATERIALS = (
    "申请表",
    "居民身份证",
    "法定代表人身份证明",
    "经营场所使用证明",
    "近期免冠证件照片",
    "授权委托书",
)
LAW = "《中华人民共和国行政许可法》第二十九条、第三十二条、第三十四条和第四十二条"


def item(number: int) -> dict[str, str]:
    """A row as the national tables have it; no two rows have the same code."""
    what, action = OBJECTS[number % len(OBJECTS)], ACTIONS[number // len(OBJECTS) % len(ACTIONS)]
    return {
        "实施编码": f"11440515MB2C{number:07d}4440125{number % 97:03d}",
        "业务办理项编码": f"11440515MB2C{number:07d}444012500{number % 10}",
        "事项名称": f"{what}{action}（第 {number} 类）",
        "主项名称": what,
        "日常用语": f"办{what}、{what}怎么{action}",
        "实施主体": f"汕头市澄海区{OWNERS[number % len(OWNERS)]}",
        "服务对象": ("自然人", "企业法人", "自然人,企业法人")[number % 3],
        "受理条件": CONDITIONS,
        "申请材料": "；".join(MATERIALS[: 2 + number % 5]),
        "法定办结时限": f"{5 + number % 40}",
        "法定办结时限单位": "工作日",
        "承诺办结时限": f"{1 + number % 5}",
        "承诺办结时限单位": "工作日",
        "到办事现场次数": str(number % 2),
        "是否收费": ("否", "是")[number % 5 == 0],
        "收费标准": "按物价部门核定的标准收取，每证十元" if number % 5 == 0 else "",
        "办理形式": "窗口办理,网上办理",
        "办理地点": f"政务服务中心{1 + number % 4}楼{1 + number % 48}号窗口",
        "是否网办": "是",
        "网办地址": f"https://www.example.org/item?itemCode={number:07d}",
        "设定依据": LAW,
        "备注": "以窗口答复为准",
    }


def nested(number: int) -> dict[str, Any]:
    """The same item in sections, as the interface of the province answers."""
    row = item(number)
    materials = [
        {"材料名称": name, "原件份数": "1", "复印件份数": str(place % 2)}
        for place, name in enumerate(row.pop("申请材料").split("；"))
    ]
    laws = [{"LAWNAME": row.pop("设定依据")}]
    return {"errCode": 0, "data": {"AUDIT_ITEM": row, "AUDIT_MATERIAL": materials, "LAW": laws}}


def write_csv(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, item(0))
        writer.writeheader()
        writer.writerows(map(item, range(rows)))


def write_xlsx(path: Path, rows: int) -> None:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("事项")
    sheet.append(list(item(0)))
    for number in range(rows):
        sheet.append(list(item(number).values()))
    workbook.save(path)


def write_lines(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


Maker = Callable[[Path, int], None]
FORMATS: dict[str, tuple[str, Maker]] = {
    "csv": ("items.csv", write_csv),
    "jsonl": ("items.jsonl", lambda path, rows: write_lines(path, map(item, range(rows)))),
    "nested": ("nested.jsonl", lambda path, rows: write_lines(path, map(nested, range(rows)))),
    "xlsx": ("items.xlsx", write_xlsx),
}


def daoban(path: Path, target: Path) -> None:
    """The import, with all it checks and compares."""
    from knowledge.importing.run import import_file

    report = import_file(path, target)
    assert report.taken == report.rows, "realistic rows are all taken"


def reading(_path: Path, target: Path) -> None:
    """What every later start reads."""
    from knowledge.reading import read

    read(target)


def pandas(path: Path, target: Path) -> None:
    """Reads the file into a frame and writes every row as JSON."""
    import pandas as pd

    if path.suffix == ".jsonl":
        frame = pd.read_json(path, lines=True, dtype=False)
    elif path.suffix == ".xlsx":
        frame = pd.read_excel(path, dtype=str, keep_default_na=False, engine="calamine")
    else:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    with (target.parent / "pandas.jsonl").open("w", encoding="utf-8") as file:
        for row in frame.to_dict("records"):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


TASKS = {"import": daoban, "import again": daoban, "read": reading, "pandas": pandas}


class Figures(NamedTuple):
    """What a task took."""

    seconds: float
    cpu_seconds: float
    megabytes: float


def measure(task: str, path: Path, target: Path) -> Figures:
    """Do the task in a fresh process."""
    command = [sys.executable, __file__, "--task", task, str(path), str(target)]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Figures(time.perf_counter() - start, *map(float, done.stdout.split()))


def run(task: str, path: Path, target: Path) -> None:
    """Do the task in this process and print the seconds and megabytes it took."""
    sys.path.insert(0, str(ROOT))
    TASKS[task](path, target)
    print(time.process_time(), peak_memory())


def peak_memory() -> float:
    """Peak of this process's resident memory in MB.

    On Linux not from `getrusage`, which counts what the process was forked from too.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s*(\d+) kB", status.read_text())[0]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024  # macOS counts bytes


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[2_000, 20_000, 100_000])
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=list(TASKS))
    parser.add_argument("--task", nargs=3, metavar=("TASK", "FILE", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        task, path, target = options.task
        run(task, Path(path), Path(target))
        return
    print("| rows | format | file, MB | task | seconds | CPU seconds | rows/CPU s | peak RSS, MB |")
    print("|---:|---|---:|---|---:|---:|---:|---:|")
    for rows, kind in itertools.product(options.rows, options.formats):
        with tempfile.TemporaryDirectory() as folder:
            name, make = FORMATS[kind]
            path = Path(folder) / name
            make(path, rows)
            size = path.stat().st_size / 1e6
            for task in options.tasks:
                took = measure(task, path, Path(folder) / "hall")
                figures = f"{took.seconds:.2f} | {took.cpu_seconds:.2f} | {rows / took.cpu_seconds:,.0f}"
                row = f"| {rows:,} | {kind} | {size:.1f} | {task} | {figures} | {took.megabytes:.0f} |"
                print(row, flush=True)


if __name__ == "__main__":
    main()
