"""Recompute a draw of protocol OVERSIGHT-DRAW/1 from its bundle alone.

    python verify.py BUNDLE [--ledger draws.jsonl] [--format text|json]

Needs Python 3.10 and nothing else: no package, no network, none of the platform's code. That is the
point of it, so it shares nothing with the code that made the bundle, and a copy lies in each bundle.
Exit status: 0 the draw is valid, 1 it is not, 2 the command was misused.

A fault names the file at fault first. What could not be checked (no ledger given) is said as a note.
"""

import argparse
import hashlib
import json
import math
import re
import sys
import unicodedata
from pathlib import Path

PROTOCOL = "OVERSIGHT-DRAW/1"
SUMS = "SHA256SUMS"
FRAME_COLUMNS = "authority_code,uscc,org_type,risk_tier,checks_12m,weight,excluded_reason"
SELECTION_COLUMNS = "authority_code,uscc,part,desk_rank,onsite,sort_key"
CUTOFF_COLUMNS = "authority_code,registered,eligible,desk_quota,onsite_quota"
CUTOFF_COLUMNS += ",desk_selected,onsite_selected,control_selected,control_cutoff,risk_cutoff"
ROSTER_COLUMNS = "inspector_id,authority_code,certificate_valid_to,max_cases"
RECUSAL_COLUMNS = "inspector_id,uscc"
ASSIGNMENT_COLUMNS = "authority_code,uscc,inspector_id,seat"
SHORTAGE_COLUMNS = "authority_code,uscc,seats_required,seats_filled,lacks"
COMMITTED = {"frame.csv": "frame_root", "rule.json": "rule_digest"}
COMMITTED |= {"roster.csv": "roster_root", "recusals.csv": "recusals_root", "teams.json": "teams_digest"}
# When one of these recomputes but its line in SHA256SUMS does not, the line is at fault.
RECOMPUTED = {*COMMITTED, "selection.csv", "cutoffs.csv"}
STEPS = ["freeze", "reveal", "draw", "assign", "issue"]
FIRST_PREV = "0" * 64


class Fault(Exception):
    """What is wrong, with the file it is wrong in."""

    def __init__(self, file, text):
        super().__init__(f"{file}: {text}")


def sha256(data):
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def canonical(value):
    """The one spelling of a JSON value: sorted keys, no spaces, UTF-8, LF at the end."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def netstrings(parts):
    encoded = [part.encode() for part in parts]
    return b"".join(b"%d:%s," % (len(part), part) for part in encoded)


def ceil_share(n, basis_points):
    return -(-n * basis_points // 10000)


def ticket(key, tag, uscc):
    """60 bits of one SHA-256, the same in a shell: printf '%s' "$key|C|$uscc" | sha256sum"""
    return int(sha256(f"{key}|{tag}|{uscc}")[:15], 16)


def read_bytes(bundle, name):
    path = bundle / name
    if path.is_symlink() or not path.is_file():
        raise Fault(name, "is missing")
    return path.read_bytes()


def read_text(bundle, name):
    try:
        text = read_bytes(bundle, name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(name, f"is not UTF-8 at byte {error.start}") from None
    if unicodedata.normalize("NFC", text) != text:
        raise Fault(name, "is not in Unicode form NFC")
    return text


def read_json(bundle, name):
    text = read_text(bundle, name)
    try:
        value = json.loads(text)
    except ValueError as error:
        raise Fault(name, f"is not JSON: {error}") from None
    if not isinstance(value, dict) or canonical(value) != text.encode():
        raise Fault(name, "is not canonical JSON (sorted keys, no spaces, one line end)")
    return value


def read_csv(bundle, name, header):
    """Rows as lists of text. No quoting exists in these files, so a comma always parts two cells."""
    lines = read_text(bundle, name).split("\n")
    if lines[0] != header:
        raise Fault(name, f"line 1 is not the header {header}")
    if lines.pop() != "":
        raise Fault(name, "does not end with a line end")
    rows = [line.split(",") for line in lines[1:]]
    width = header.count(",") + 1
    for number, row in enumerate(rows, 2):
        if len(row) != width or "\r" in row[-1]:
            raise Fault(name, f"line {number} does not have {width} cells")
    return rows


def whole(text, name, number):
    if not re.fullmatch("0|[1-9][0-9]*", text):
        raise Fault(name, f"line {number}: {text!r} is not a whole number")
    return int(text)


def read_frame(bundle, weights):
    """authority -> [(uscc, weight, excluded)], after the order and the weights were checked."""
    frame, last = {}, None
    for number, row in enumerate(read_csv(bundle, "frame.csv", FRAME_COLUMNS), 2):
        authority, uscc, weight = row[0], row[1], whole(row[5], "frame.csv", number)
        whole(row[4], "frame.csv", number)
        if weight not in weights:
            raise Fault("frame.csv", f"line {number}: weight {weight} is not one of rule.json")
        if last is not None and (authority.encode(), uscc.encode()) <= last:
            raise Fault("frame.csv", f"line {number}: not sorted, or {uscc} is there twice")
        last = (authority.encode(), uscc.encode())
        frame.setdefault(authority, []).append((uscc, weight, row[6] != ""))
    codes = [uscc for units in frame.values() for uscc, _, _ in units]
    if len(set(codes)) != len(codes):
        raise Fault("frame.csv", "a code stands under two authorities")
    return frame


def quotas_of(rule, authority, registered):
    fixed = rule.get("quotas", {}).get(authority)
    if fixed:
        return fixed["desk"], fixed["onsite"]
    rates = rule["rates_bp"].get(authority, rule["rates_bp"]["default"])
    return ceil_share(registered, rates["desk"]), ceil_share(registered, rates["onsite"])


def draw_authority(units, key, lcm, n_desk, n_site, control_bp):
    """Selected (uscc, part, sort_key) in desk order, and the set drawn for a visit."""

    def first(candidates, count, sort_key):
        return sorted((sort_key(uscc, weight), uscc) for uscc, weight in candidates)[: max(count, 0)]

    open_units = [(uscc, weight) for uscc, weight, excluded in units if not excluded and weight > 0]
    control = first(open_units, ceil_share(n_desk, control_bp), lambda u, w: ticket(key, "C", u))
    taken = {uscc for _, uscc in control}
    others = [unit for unit in open_units if unit[0] not in taken]
    risk = first(others, n_desk - len(control), lambda u, w: ticket(key, "D", u) * (lcm // w))
    capped = [(uscc, weight) for uscc, weight, excluded in units if not excluded and weight == 0]
    fill = first(capped, n_desk - len(control) - len(risk), lambda u, w: ticket(key, "C", u))
    parts = {"C": control, "D": risk, "F": fill}
    selected = [(uscc, part, sort_key) for part in parts for sort_key, uscc in parts[part]]
    weight_of = {uscc: weight for uscc, weight, _ in units}
    desk = [(uscc, weight_of[uscc]) for uscc, _, _ in selected]
    visits = first(desk, n_site, lambda u, w: ticket(key, "S", u) * (lcm // max(w, 1)))
    return selected, {uscc for _, uscc in visits}


def draw(frame, rule, key):
    """The lines that selection.csv and cutoffs.csv must hold."""
    lcm = math.lcm(*(weight for weight in rule["weights"] if weight > 0))
    selection, cutoffs = [SELECTION_COLUMNS], [CUTOFF_COLUMNS]
    for authority in sorted(frame, key=str.encode):
        units = frame[authority]
        n_desk, n_site = quotas_of(rule, authority, len(units))
        selected, visits = draw_authority(units, key, lcm, n_desk, n_site, rule["control_bp"])
        for rank, (uscc, part, sort_key) in enumerate(selected, 1):
            selection.append(f"{authority},{uscc},{part},{rank},{int(uscc in visits)},{sort_key}")
        last = {part: sort_key for _, part, sort_key in selected}
        control = sum(part == "C" for _, part, _ in selected)
        eligible = sum(not excluded for _, _, excluded in units)
        cells = [authority, len(units), eligible, n_desk, n_site, len(selected), len(visits), control]
        cutoffs.append(",".join(map(str, [*cells, last.get("C", ""), last.get("D", "")])))
    return selection, cutoffs


def same_lines(bundle, name, expected):
    found = read_text(bundle, name)
    if found == "\n".join(expected) + "\n":
        return
    for number, (have, want) in enumerate(zip(found.split("\n"), [*expected, ""], strict=False), 1):
        if have != want:
            raise Fault(name, f"line {number} is {have!r}, recomputed {want!r}")
    raise Fault(name, f"has not the {len(expected)} lines that were recomputed")


def check_commitment(bundle):
    commitment = read_json(bundle, "commitment.json")
    for name, field in COMMITTED.items():
        if sha256(read_bytes(bundle, name)) != commitment.get(field):
            raise Fault(name, f"its SHA-256 is not the {field} committed in commitment.json")
    rule = read_json(bundle, "rule.json")
    if rule.get("protocol") != PROTOCOL or rule.get("hash") != "sha256":
        raise Fault("rule.json", f"this verifier knows {PROTOCOL} with sha256 only")
    return commitment, rule


def check_reveal(bundle, commitment):
    """The draw key, once every value opened its commitment and the seed was recomputed."""
    reveal = read_json(bundle, "reveal.json")
    committed = [part for part in commitment["entropy"] if part["kind"] != "replacement_anchor"]
    values = [(part["name"], part["value"]) for part in reveal["entropy"]]
    if [name for name, _ in values] != [part["name"] for part in committed]:
        raise Fault("reveal.json", "names or order of the entropy differ from commitment.json")
    for part, (name, value) in zip(committed, values, strict=True):
        if part["kind"] != "public" and sha256("commit|" + value) != part.get("commitment"):
            raise Fault("reveal.json", f"the value of {name} does not open its commitment")
    head = [PROTOCOL, commitment["period"], str(commitment["attempt"])]
    head += [commitment["frame_root"], commitment["rule_digest"]]
    seed = sha256(netstrings(head + [text for value in values for text in value]))
    if seed != reveal["seed"]:
        raise Fault("reveal.json", "the seed does not follow from the committed and revealed values")
    return seed[:32]


def check_assignments(bundle, selection):
    """Every seat is lawfully filled, or listed as lacking."""
    teams = read_json(bundle, "teams.json")
    roster = {(row[0], row[1]): row for row in read_csv(bundle, "roster.csv", ROSTER_COLUMNS)}
    recused = {tuple(row) for row in read_csv(bundle, "recusals.csv", RECUSAL_COLUMNS)}
    cases = {}
    for authority, uscc, _, _, onsite, _ in (line.split(",") for line in selection[1:]):
        size = teams["team_size"].get(authority, teams["team_size"]["default"])
        cases[authority, uscc] = size["onsite" if onsite == "1" else "desk"]
    rows = read_csv(bundle, "assignments.csv", ASSIGNMENT_COLUMNS)
    if rows != sorted(rows, key=lambda row: row[:2]):
        raise Fault("assignments.csv", "is not sorted")
    filled, members, load = {}, set(), {}
    for number, (authority, uscc, inspector, seat) in enumerate(rows, 2):
        where = f"line {number}: inspector {inspector}"
        person = roster.get((inspector, authority))
        filled[authority, uscc] = filled.get((authority, uscc), 0) + 1
        load[inspector] = load.get(inspector, 0) + 1
        if (authority, uscc) not in cases or seat != str(filled[authority, uscc]):
            raise Fault("assignments.csv", f"line {number}: no such seat of a drawn case")
        if person is None or person[2] < teams["valid_on"]:
            raise Fault("assignments.csv", f"{where} has no valid certificate for {authority}")
        if (inspector, uscc) in recused or (inspector, uscc) in members:
            raise Fault("assignments.csv", f"{where} is recused from {uscc}, or on its team twice")
        if person[3] != "" and load[inspector] > whole(person[3], "roster.csv", number):
            raise Fault("assignments.csv", f"{where} has more cases than the roster allows")
        members.add((inspector, uscc))
    lacking = [[a, u, str(n), str(filled.get((a, u), 0))] for (a, u), n in cases.items()]
    lacking = sorted(row for row in lacking if row[2] != row[3])
    if [row[:4] for row in read_csv(bundle, "shortages.csv", SHORTAGE_COLUMNS)] != lacking:
        raise Fault("shortages.csv", "does not list exactly the cases that lack inspectors")


def check_content(bundle):
    commitment, rule = check_commitment(bundle)
    frame = read_frame(bundle, set(rule["weights"]))
    selection, cutoffs = draw(frame, rule, check_reveal(bundle, commitment))
    same_lines(bundle, "selection.csv", selection)
    same_lines(bundle, "cutoffs.csv", cutoffs)
    check_assignments(bundle, selection)


def read_sums(bundle):
    lines = read_text(bundle, SUMS).split("\n")
    if lines.pop() != "" or not lines:
        raise Fault(SUMS, "is empty or does not end with a line end")
    sums = {}
    for number, line in enumerate(lines, 1):
        match = re.fullmatch("([0-9a-f]{64})  (.+)", line)
        if not match:
            raise Fault(SUMS, f"line {number} is not '<sha-256>  <file>'")
        sums[match[2]] = match[1]
    if list(sums) != sorted(sums, key=str.encode) or len(sums) != len(lines):
        raise Fault(SUMS, "is not sorted by file, or names one twice")
    return sums


def check_sums(bundle, content_fault, events):
    """Each difference between SHA256SUMS, the files, and what the ledger (when given) says was issued."""
    sums = read_sums(bundle)
    issued = [event["files"][SUMS] for event in events if event["event"] == "issue"]
    if events and sha256(read_bytes(bundle, SUMS)) not in issued:
        yield Fault(SUMS, "no issue event of the ledger holds its SHA-256")
    paths = [path for path in bundle.rglob("*") if path.is_symlink() or not path.is_dir()]
    present = {path.relative_to(bundle).as_posix() for path in paths}
    for name in sorted(present - {SUMS} - set(sums)):
        yield Fault(name, f"is in the bundle but not in {SUMS}")
    for name in sorted(set(sums) - present):
        yield Fault(name, f"is named in {SUMS} but missing")
    for name in sorted(present & set(sums)):
        if sha256(read_bytes(bundle, name)) == sums[name]:
            continue
        if name in RECOMPUTED and content_fault is None:
            yield Fault(SUMS, f"the line of {name} is wrong: the file itself recomputes")
        else:
            yield Fault(name, f"its SHA-256 is not the one in {SUMS}: the file or that line was changed")


def read_ledger(path):
    """The events, after the chain was followed from the first line to the last."""
    name, events, prev = path.name, [], FIRST_PREV
    for number, line in enumerate(path.read_bytes().splitlines(keepends=True), 1):
        try:
            event = json.loads(line)
            body = {key: value for key, value in event.items() if key != "self"}
            own = event.get("self")
        except (ValueError, AttributeError):
            raise Fault(name, f"line {number} is not a JSON event") from None
        if canonical(event) != line or own != sha256(canonical(body)):
            raise Fault(name, f"line {number} was changed: it does not have the digest it states")
        if event.get("prev") != prev:
            raise Fault(name, f"line {number} does not continue line {number - 1}: the chain is broken")
        prev = sha256(line)
        events.append(event)
    return events


def check_ledger(bundle, events, name, issued):
    """The bundle's files are those that the events of its draw recorded, in the order of the protocol."""
    commitment = read_json(bundle, "commitment.json")
    period, attempt = commitment["period"], commitment["attempt"]
    own = [e for e in events if (e["period"], e.get("attempt")) == (period, attempt) and e["event"] in STEPS]
    steps = [event["event"] for event in own]
    if not steps or steps != STEPS[: len(STEPS) if issued else len(steps)]:
        raise Fault(name, f"events of draw {period} attempt {attempt} are {steps}, not {STEPS}")
    if sum(e["event"] == "issue" and e["period"] == period for e in events) > 1:
        raise Fault(name, f"period {period} was issued more than once")
    if own[0]["commitment"] != commitment:
        raise Fault("commitment.json", "is not the commitment recorded in the ledger at freeze")
    for event in own:
        for file, digest in event["files"].items():
            if sha256(read_bytes(bundle, file)) != digest:
                raise Fault(file, f"is not the file recorded in the ledger's {event['event']} event")


def first_fault(check, *arguments):
    """The fault a check stops at, or None. A file too broken to follow is a fault of that check."""
    try:
        check(*arguments)
    except Fault as fault:
        return fault
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        return Fault("a JSON file", f"lacks or misuses a field: {error!r}")
    return None


def verify(bundle, ledger=None, sealed=True):
    """Faults and notes on a bundle folder, both lists of text; no fault means valid.

    `sealed=False` is for a bundle still in the making: SHA256SUMS and the issue event are not asked for.
    """
    bundle, faults, notes, events = Path(bundle), [], [], []
    if not bundle.is_dir():
        return [f"{bundle}: is not a folder"], notes
    if ledger is None:
        notes.append("no ledger given: when the draw was frozen, revealed and issued was not checked")
    else:
        try:
            events = read_ledger(Path(ledger))
        except (Fault, OSError) as fault:
            faults.append(fault)
    content_fault, seal_faults = first_fault(check_content, bundle), []
    if sealed:
        try:
            seal_faults = list(check_sums(bundle, content_fault, events))
        except Fault as fault:
            seal_faults = [fault]
    # A changed file breaks what is computed from it too: the seal tells which one it was.
    faults += seal_faults or [fault for fault in [content_fault] if fault]
    if ledger is not None and not faults:
        fault = first_fault(check_ledger, bundle, events, Path(ledger).name, sealed)
        faults += [fault] if fault else []
    return [str(fault) for fault in faults], notes


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Recompute a draw from its bundle.")
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--unsealed", action="store_true", help="a bundle in the making: no SHA256SUMS yet")
    options = parser.parse_args(arguments)
    faults, notes = verify(options.bundle, options.ledger, sealed=not options.unsealed)
    if options.format == "json":
        print(json.dumps({"valid": not faults, "faults": faults, "notes": notes}, ensure_ascii=False))
    else:
        lines = [f"  问题 fault: {fault}" for fault in faults] + [f"  说明 note: {note}" for note in notes]
        print("\n".join([f"{'无效 INVALID' if faults else '有效 VALID'} {options.bundle}", *lines]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
