"""`due_file`: files of rows, in every direction, whole or not at all."""

from __future__ import annotations

import datetime as dt
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from courtclock import Almanac
from courtclock.bulk import due_file, due_table
from courtclock.calendar import Closure, ClosureKind
from courtclock.errors import OutputRefused, TableFault

SUFFIXES = (".parquet", ".csv", ".arrow", ".feather")
COURTS = ["us.nysd", "pk.shc", None, "us.xx", "gb.eaw.hc", "us.nysd"]
PERIODS = ["14 days", "one week", "14 days", "3 days", "a while", "1 month"]
FIRST = dt.date(2024, 6, 10)


def asked(rows: int = 6) -> pa.Table:
    """Return requests among columns of many types."""
    of = [row % 6 for row in range(rows)]
    courts = [COURTS[n] for n in of]
    days = [None if row % 11 == 10 else FIRST + dt.timedelta(days=row % 700) for row in range(rows)]
    notes = ["plain", 'say "x", or not', "two\nlines", "سندھ ہائی کورٹ", None, "; = +\t'"]
    noon = dt.datetime(2024, 1, 1, 12, 30, tzinfo=dt.UTC)
    columns: dict[str, pa.Array] = {
        "id": pa.array(range(rows), pa.int64()),
        "court": pa.array(courts, pa.large_string()),
        "trigger": pa.array(days, pa.date32()),
        "period": pa.array([PERIODS[n] for n in of]),
        "note": pa.array([notes[n] for n in of]),
        "heard": pa.array([noon, None, noon, noon, noon, noon], pa.timestamp("us", "UTC")).take(pa.array(of)),
        "local": pa.array([None if n == 2 else f"2024-05-0{n + 1}T09:00" for n in of]).cast(pa.timestamp("ms")),
        "fee": pa.array([None if n == 1 else n for n in of], pa.decimal128(12, 2)),
        "open": pa.array([n % 2 == 0 for n in of]),
        "state": pa.array([("filed", "served")[n % 2] for n in of]).dictionary_encode(),
    }
    schema = pa.schema([pa.field(name, column.type) for name, column in columns.items()], metadata={"by": "clerk"})
    schema = schema.set(0, pa.field("id", pa.int64(), nullable=False, metadata={"unit": "row"}))
    return pa.table(columns, schema=schema)


def plain(table: pa.Table) -> pa.Table:
    """Return a table with its dictionaries written out."""
    fields = [f.with_type(f.type.value_type) if pa.types.is_dictionary(f.type) else f for f in table.schema]
    return table.cast(pa.schema(fields, metadata=table.schema.metadata))


def write(table: pa.Table, path: Path, rows: int = 4) -> Path:
    if path.suffix == ".parquet":
        pq.write_table(table, path, row_group_size=rows)
    elif path.suffix == ".csv":
        pyarrow.csv.write_csv(plain(table), path)
    else:
        with pa.ipc.new_file(str(path), table.schema) as writer:
            writer.write_table(table, max_chunksize=rows)
    return path


def read(path: Path) -> pa.Table:
    """Return what another program finds in a file; all that CSV has is text."""
    if path.suffix == ".parquet":
        return pq.read_table(path)
    if path.suffix != ".csv":
        return pa.ipc.open_file(pa.OSFile(str(path))).read_all()
    names = path.read_text("utf-8").partition("\n")[0].replace('"', "").split(",")
    return pyarrow.csv.read_csv(
        path,
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
        ),
    )


def answers(table: pa.Table) -> list[tuple[str | None, ...]]:
    columns = (plain(table)[name].cast(pa.string()).to_pylist() for name in ("due", "assurance", "error"))
    return list(zip(*columns, strict=True))


def expected(table: pa.Table) -> list[tuple[str | None, ...]]:
    return answers(pa.Table.from_batches([due_table(table.combine_chunks().to_batches()[0])]))


@pytest.mark.parametrize("source", SUFFIXES)
@pytest.mark.parametrize("target", SUFFIXES)
def test_every_format_to_every_format_gives_what_due_table_gives(tmp_path: Path, source: str, target: str) -> None:
    table = asked(50)
    given = write(table, tmp_path / f"in{source}", rows=13)
    out = tmp_path / f"out{target}"
    summary = due_file(given, out, batch=7)
    assert answers(read(out)) == expected(table)
    assert read(out).schema.names == [*table.schema.names, "due", "assurance", "error"]
    assert plain(read(out))["note"].cast(pa.string()).equals(table["note"])
    assert summary.told.rows == 50
    assert summary.told.empty == table["trigger"].null_count
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([given.name, out.name])


@pytest.mark.parametrize("source", [".parquet", ".arrow"])
@pytest.mark.parametrize("target", [".parquet", ".arrow", ".feather"])
def test_columns_keep_their_types_and_what_is_said_of_them(tmp_path: Path, source: str, target: str) -> None:
    table = asked(20)
    due_file(write(table, tmp_path / f"in{source}"), out := tmp_path / f"out{target}", batch=3)
    found = read(out)
    for field in table.schema:
        kept = found.schema.field(field.name)
        written_out = field.name == "state" and source == ".parquet" != target  # as documented
        assert kept.type == (field.type.value_type if written_out else field.type)
        assert (kept.metadata or {}).items() >= (field.metadata or {}).items()
    assert not found.schema.field("id").nullable
    assert found.schema.metadata[b"by"] == b"clerk"
    assert found.schema.field("due").type == pa.date32()
    assert plain(found).select(table.schema.names).equals(plain(table))


def test_the_answers_can_be_read_by_pandas_with_the_index_that_was_kept(tmp_path: Path) -> None:
    import pandas as pd

    frame = asked(12).to_pandas().set_index("id")
    frame.to_parquet(tmp_path / "in.parquet")
    due_file(tmp_path / "in.parquet", tmp_path / "out.parquet")
    found = pd.read_parquet(tmp_path / "out.parquet")
    pd.testing.assert_frame_equal(found[list(frame.columns)], frame)
    assert [None if pd.isna(day) else str(day) for day in found["due"]] == [row[0] for row in expected(asked(12))]


def test_many_batches_and_row_groups_are_the_table_at_once(tmp_path: Path) -> None:
    table = asked(20_000)
    given = write(table, tmp_path / "in.parquet", rows=700)
    told: list[tuple[int, int | None]] = []
    due_file(given, tmp_path / "out.parquet", batch=999, progress=lambda *now: told.append(now))
    assert answers(read(tmp_path / "out.parquet")) == expected(table)
    assert len(told) > 20
    assert told == sorted(told)
    assert told[-1] == (20_000, 20_000)
    due_file(write(table, tmp_path / "in.csv"), tmp_path / "csv.parquet", progress=lambda *now: told.append(now))
    assert told[-1][1] is None


@pytest.mark.parametrize("target", SUFFIXES)
def test_dictionaries_that_differ_from_batch_to_batch(tmp_path: Path, target: str) -> None:
    pieces = []
    for courts, states in ((["us.nysd", "pk.shc"], ["a", "b"]), (["gb.eaw.hc", "us.nysd"], ["c", "a"])):
        pieces.append(
            pa.table(
                {
                    "court": pa.array(courts).dictionary_encode(),
                    "trigger": pa.array([FIRST, FIRST]),
                    "period": pa.array(["14 days", "7 days"]).dictionary_encode(),
                    "state": pa.array(states).dictionary_encode(),
                }
            )
        )
    with pq.ParquetWriter(tmp_path / "in.parquet", pieces[0].schema) as writer:
        for piece in pieces:
            writer.write_table(piece)
    due_file(tmp_path / "in.parquet", tmp_path / f"out{target}", batch=2)
    found = plain(read(tmp_path / f"out{target}"))
    assert found["court"].to_pylist() == ["us.nysd", "pk.shc", "gb.eaw.hc", "us.nysd"]
    assert found["state"].to_pylist() == ["a", "b", "c", "a"]
    assert answers(found) == expected(pa.concat_tables([plain(piece) for piece in pieces]))


@pytest.mark.parametrize("source", SUFFIXES)
@pytest.mark.parametrize("target", SUFFIXES)
def test_a_file_without_rows(tmp_path: Path, source: str, target: str) -> None:
    table = asked(6).slice(0, 0)
    summary = due_file(write(table, tmp_path / f"in{source}"), out := tmp_path / f"out{target}")
    assert summary.told.rows == 0
    assert read(out).num_rows == 0
    assert read(out).schema.names == [*table.schema.names, "due", "assurance", "error"]


def test_csv_is_text_whatever_it_looks_like_and_an_empty_field_is_none(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(
        "\ufeffcourt,trigger,period,number,service\r\n"
        'us.nysd,2024-06-20,14 days,007,\r\n"us.nysd","2024-06-20","14 days","1e5",""\r\n'.encode()
    )
    due_file(tmp_path / "in.csv", tmp_path / "out.parquet")
    found = read(tmp_path / "out.parquet").to_pydict()
    assert found["number"] == ["007", "1e5"]
    assert found["service"] == [None, None]
    assert found["error"] == [None, None]


def test_a_line_break_in_a_field_of_csv_may_fall_anywhere(tmp_path: Path) -> None:
    table = asked(6).select(["court", "trigger", "period"]).take(pa.array([0, 1] * 2_000))
    notes = pa.array([f"{row}\n" * (1 + row % 300) for row in range(4_000)])  # some megabytes: several blocks
    write(table.append_column("note", notes), tmp_path / "in.csv")
    assert due_file(tmp_path / "in.csv", tmp_path / "out.parquet", batch=1).told.rows == 4_000
    assert read(tmp_path / "out.parquet")["note"].to_pylist() == notes.to_pylist()


def test_a_field_of_csv_may_be_long(tmp_path: Path) -> None:
    table = asked(1).select(["court", "trigger", "period"]).append_column("note", pa.array(["x" * 500_000]))
    due_file(write(table, tmp_path / "in.csv"), tmp_path / "out.csv")
    assert answers(read(tmp_path / "out.csv")) == expected(table)


def test_the_first_row_of_each_error_is_told_with_its_number_in_the_file(tmp_path: Path) -> None:
    table = asked(60).sort_by("court")
    summary = due_file(write(table, tmp_path / "in.parquet"), tmp_path / "out.parquet", batch=7)
    found = [row[2] for row in expected(table)]
    assert {kind: example.row for kind, example in summary.examples.items()} == {
        kind: found.index(kind) for kind in found if kind
    }
    assert summary.examples["UnknownCourt"].message.startswith("unknown court 'us.xx'")
    assert sum(summary.told.errors.values()) == sum(kind is not None for kind in found)


def test_rows_of_the_engine_are_counted(tmp_path: Path) -> None:
    table = pa.table({
        "court": ["us.nysd"] * 3,
        "trigger": ["2024-06-20T10:00:00-04:00", "2024-06-20", "2024-06-20"],
        "period": ["72 hours", "14 days", "14 days"],
        "closures": pa.array([None, ["2024-07-05"], None], pa.list_(pa.string())),
    })  # fmt: skip
    summary = due_file(write(table, tmp_path / "in.parquet"), tmp_path / "out.arrow")
    assert summary.told.engine == 2
    assert [row[0] for row in answers(read(tmp_path / "out.arrow"))] == ["2024-06-24", "2024-07-08", "2024-07-05"]


@pytest.mark.parametrize(
    "days",
    [
        pa.array([10_000_000, 19_894], pa.int32()).view(pa.date32()),
        pa.array([2**50, 1_718_841_600], pa.int64()).view(pa.timestamp("s", "UTC")),
        pa.array([2**40, 1_718_841_600], pa.int64()).view(pa.timestamp("s")),
        pa.array([1_718_841_600_000_000_001, 1_718_841_600_000_000_000], pa.int64()).view(pa.timestamp("ns")),
    ],
    ids=lambda days: str(days.type),
)
def test_days_that_no_machine_can_say_stop_nothing(tmp_path: Path, days: pa.Array) -> None:
    table = pa.table({"trigger": days, "court": ["us.nysd"] * 2, "period": ["14 days"] * 2})
    due_file(write(table, tmp_path / "in.arrow"), tmp_path / "out.arrow")
    first, second = answers(read(tmp_path / "out.arrow"))
    assert second[0] in ("2024-07-03", "2024-07-05")
    assert first[0] in (None, second[0])  # what a nanosecond after midnight is, is a matter of opinion


def test_an_almanac_of_ones_own(tmp_path: Path) -> None:
    flood = Closure(on="2024-07-05", name="flood", kind=ClosureKind.OWN, source="the clerk")
    table = pa.table(
        {"regime": ["us.frcp.6"], "calendar": ["us.federal"], "trigger": ["2024-06-20"], "period": ["14 days"]}
    )
    own = Almanac().with_closures("us.federal", [flood])
    due_file(write(table, tmp_path / "in.csv"), tmp_path / "out.csv", almanac=own)
    assert answers(read(tmp_path / "out.csv"))[0][0] == "2024-07-08"


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "half": lambda data: data[: len(data) // 2],
    "another format": lambda _: b"%PDF-1.7\n\xff\xfe\x00 not a table",
    "not text": lambda _: bytes(range(256)) * 40,
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_cannot_be_read_is_a_fault_of_the_file(tmp_path: Path, suffix: str, damage: str) -> None:
    given = write(asked(2_000), tmp_path / f"in{suffix}", rows=100)
    given.write_bytes(DAMAGE[damage](given.read_bytes()))
    if (suffix, damage) == (".csv", "half"):  # which is a table as well, cut in the midst of a row
        given.write_bytes(given.read_bytes().rstrip(b"\n") + b'"\n1,2\n')
    with pytest.raises(TableFault) as caught:
        due_file(given, tmp_path / "out.parquet")
    assert caught.value.file == str(given)
    assert list(tmp_path.iterdir()) == [given]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_damage_is_more_than_a_fault_of_the_file(tmp_path: Path, suffix: str) -> None:
    rng = random.Random(suffix)
    whole = write(asked(60), tmp_path / f"in{suffix}").read_bytes()
    faults = 0
    for turn in range(60):
        data = bytearray(whole)
        for _ in range((1, 3, 20)[turn % 3]):
            data[rng.randrange(len(data))] = rng.randrange(256)
        given = tmp_path / f"bad{turn}{suffix}"
        given.write_bytes(data if turn % 4 else data[: rng.randrange(len(data))])
        try:
            due_file(given, tmp_path / f"out{turn}.arrow")
        except (TableFault, OutputRefused):
            faults += 1
    assert faults > 10
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("court,trigger\nus.nysd,2024-06-20\n", "column 'period': missing"),
        ("court;trigger;period\nus.nysd;2024-06-20;1 day\n", "column 'trigger': missing; column 'period': missing"),
        ("trigger,period,due\n2024-06-20,1 day,x\n", "column 'due': is there already"),
        ("trigger,period,period\n2024-06-20,1 day,2 days\n", "column 'period': stands there twice"),
        ("court,trigger,period\nus.nysd,2024-06-20\n", "Expected 3 columns, got 2"),
    ],
)
def test_tables_that_are_no_requests(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "in.csv").write_text(text)
    with pytest.raises(TableFault, match=words):
        due_file(tmp_path / "in.csv", tmp_path / "out.csv")


def test_text_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b"court,trigger,period\n" + b"us.nysd,2024-06-20,1 day\n" * 9_000 + b"\xff,,\n")
    with pytest.raises(TableFault, match="UTF8"):
        due_file(tmp_path / "in.csv", tmp_path / "out.csv")


def test_a_column_of_another_type_is_told(tmp_path: Path) -> None:
    table = pa.table({"trigger": [FIRST], "period": [14]})
    with pytest.raises(TableFault, match="column 'period': expected text, got int64"):
        due_file(write(table, tmp_path / "in.parquet"), tmp_path / "out.parquet")


def test_names_that_tell_no_format(tmp_path: Path) -> None:
    given = write(asked(), tmp_path / "in.csv")
    with pytest.raises(OutputRefused, match=r"out\.xlsx: expected a name that ends in \.parquet, \.csv"):
        due_file(given, tmp_path / "out.xlsx")
    with pytest.raises(TableFault, match=r"in\.json: expected a name that ends in"):
        due_file(tmp_path / "in.json", tmp_path / "out.csv")


def test_a_source_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        due_file(tmp_path / "in.csv", tmp_path / "out.csv")
    (tmp_path / "folder.parquet").mkdir()
    with pytest.raises(TableFault, match="not a file"):
        due_file(tmp_path / "folder.parquet", tmp_path / "out.csv")


@pytest.mark.parametrize("way", ["itself", "symbolic link", "hard link"])
def test_the_answers_do_not_replace_the_requests(tmp_path: Path, way: str) -> None:
    given = write(asked(), tmp_path / "in.csv")
    target = given if way == "itself" else tmp_path / "out.csv"
    if way == "symbolic link":
        target.symlink_to(given)
    elif way == "hard link":
        target.hardlink_to(given)
    before = given.read_bytes()
    with pytest.raises(OutputRefused, match="would replace the requests"):
        due_file(given, target)
    assert given.read_bytes() == before


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("there", ["requests", "text", "nothing"])
def test_what_is_not_a_table_of_answers_is_not_replaced(tmp_path: Path, suffix: str, there: str) -> None:
    given, out = write(asked(), tmp_path / "in.parquet"), tmp_path / f"out{suffix}"
    if there == "requests":
        write(asked(), out)
    else:
        out.write_bytes(b"my notes\n" if there == "text" else b"")
    before = out.read_bytes()
    with pytest.raises(OutputRefused, match="is not a table of answers, and is not replaced"):
        due_file(given, out)
    assert out.read_bytes() == before


def test_folders_and_links_that_lead_nowhere(tmp_path: Path) -> None:
    given = write(asked(), tmp_path / "in.parquet")
    with pytest.raises(OutputRefused, match="there is no folder"):
        due_file(given, tmp_path / "no" / "out.parquet")
    (tmp_path / "out.parquet").mkdir()
    with pytest.raises(OutputRefused, match="is not a table of answers"):
        due_file(given, tmp_path / "out.parquet")
    (tmp_path / "loop.parquet").symlink_to(tmp_path / "loop.parquet")
    with pytest.raises(OutputRefused, match="leads back to itself"):
        due_file(given, tmp_path / "loop.parquet")


def test_a_table_of_answers_is_replaced_with_its_permissions_and_through_a_link(tmp_path: Path) -> None:
    given, out = write(asked(), tmp_path / "in.parquet"), tmp_path / "real.csv"
    due_file(given, out)
    out.chmod(0o640)
    (tmp_path / "link.csv").symlink_to(out)
    write(asked(12), given)
    due_file(given, tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert out.stat().st_mode & 0o777 == 0o640
    assert read(out).num_rows == 12


def test_what_the_format_cannot_hold_is_refused(tmp_path: Path) -> None:
    table = asked().append_column("closures", pa.array([["2024-07-05"]] * 6))
    with pytest.raises(OutputRefused, match=r"out\.csv: .*nothing was written"):
        due_file(write(table, tmp_path / "in.parquet"), tmp_path / "out.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["in.parquet"]


STOPS = """
import sys, time
from courtclock.bulk import due_file
def stop(done, rows):
    print(done, flush=True)
    time.sleep(120)
due_file(sys.argv[1], sys.argv[2], batch=500, progress=stop)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_run_that_is_killed_leaves_the_old_target_and_the_next_takes_its_part_away(
    tmp_path: Path, suffix: str
) -> None:
    given, out = write(asked(30), tmp_path / "in.parquet"), tmp_path / f"out{suffix}"
    due_file(given, out)
    old = out.read_bytes()
    write(asked(5_000), given, rows=500)
    with subprocess.Popen([sys.executable, "-c", STOPS, given, out], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        try:
            assert run.stdout.readline() == b"500\n"  # it is in the midst of its work
            (part,) = tmp_path.glob(f".out{suffix}.*.part")
            assert out.read_bytes() == old
            due_file(given, tmp_path / f"other{suffix}")
            due_file(given, out)  # another run beside it, which leaves the part of this one alone
            assert read(out).num_rows == 5_000
            assert part.exists()
        finally:
            run.send_signal(signal.SIGKILL)
    new = out.read_bytes()
    assert part.exists()
    due_file(given, out)
    assert not part.exists()
    assert out.read_bytes() == new
    assert len(list(tmp_path.iterdir())) == 3


FULL = """
import resource, signal, sys
from courtclock.bulk import due_file
from courtclock.errors import OutputRefused
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    due_file(sys.argv[1], sys.argv[2], batch=1000)
except OutputRefused as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_where_there_is_no_room_the_old_target_stays(tmp_path: Path, suffix: str) -> None:
    given, out = write(asked(30), tmp_path / "in.parquet"), tmp_path / f"out{suffix}"
    due_file(given, out)
    old = out.read_bytes()
    write(asked(20_000), given, rows=500)
    done = subprocess.run([sys.executable, "-c", FULL, given, out], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert "nothing was written" in done.stdout
    assert out.read_bytes() == old
    assert len(list(tmp_path.iterdir())) == 2


PEAK = """
import sys
from pathlib import Path
from courtclock.bulk import due_file
due_file(sys.argv[1], sys.argv[2], batch=100_000)
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell the peak of a process")
@pytest.mark.parametrize(("suffix", "few", "many"), [(".parquet", 10, 60), (".csv", 40, 100)])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, suffix: str, few: int, many: int) -> None:
    piece = asked(100_000).select(["id", "court", "trigger", "period"])

    def peak(pieces: int) -> int:
        given = write(pa.concat_tables([piece] * pieces), tmp_path / f"in{suffix}", rows=100_000)
        call: list[str | Path] = [sys.executable, "-c", PEAK, given, tmp_path / f"out{suffix}"]
        return int(subprocess.run(call, capture_output=True, check=True).stdout) // 1024

    # Columns of five million rows more, held with their answers, were more than 200 MiB. What is read ahead of CSV is
    # as much as the smaller file already.
    assert peak(many) < peak(few) + 100


def test_the_summary_as_json(tmp_path: Path) -> None:
    summary: dict[str, Any] = due_file(write(asked(), tmp_path / "in.csv"), tmp_path / "out.csv").to_json()
    assert summary["rows"] == 6
    assert summary["first"]["UnknownCourt"]["row"] == 3
