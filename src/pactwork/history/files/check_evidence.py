"""Checks a Pactwork evidence pack, a folder or a zip file as it is, with Python alone.

python3 check_evidence.py [PACK] [the university's KEY, or a checkpoint's email saved as text]
"""

import hashlib
import hmac
import json
import re
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)
LARGEST, PACKED, FREE = 2**30, 100, 2**24  # bytes of a zip unpacked; times its size, above so many
SAID = ("chain", "seq", "at", "act", "subject", "by", "commitment")
LISTS: dict[str, Any] = {  # of a contract: which entries of the history each has to name
    "begun": lambda act, words: act == "contract_started",
    "drafts": lambda act, words: act == "draft_shared",
    "answers": lambda act, words: "answer" in words and "kind" in words,
    "later": lambda act, words: "answer" in words and "kind" not in words,
    "in_force": lambda act, words: "agreed" in words,
}
Things = list[dict[str, Any]]


def point(text: bytes) -> tuple[int, int]:
    y = int.from_bytes(text, "little") & ((1 << 255) - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    root = pow(square, (P + 3) // 8, P)
    x = next(x for x in (root, root * ROOT % P) if x * x % P == square)
    return (P - x if x & 1 != text[31] >> 7 else x), y


def plus(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    k = D * a[0] * b[0] * a[1] * b[1]
    x, y = a[0] * b[1] + b[0] * a[1], a[1] * b[1] + a[0] * b[0]
    return x * pow(1 + k, -1, P) % P, y * pow(1 - k, -1, P) % P


def times(n: int, p: tuple[int, int]) -> tuple[int, int]:
    return plus(times(n >> 1, plus(p, p)), p if n & 1 else (0, 1)) if n else (0, 1)


def signed(message: bytes, signature: bytes, key: bytes) -> bool:  # Ed25519, RFC 8032
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % ORDER
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    try:
        fits = (len(signature), len(key)) == (64, 32) and s < ORDER
        return fits and times(s, base) == plus(point(r), times(h, point(key)))
    except StopIteration:  # not a point of the curve
        return False


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def data(files: dict[str, bytes], name: str, wrong: list[str]) -> Any:
    """What a file says: spelt in one way only, so that nothing stands in it twice, or hidden."""
    said = files[name].splitlines() if name.endswith(".jsonl") else [files[name]]
    found = [*map(json.loads, said)]
    wrong += [f"{name}: it is not spelt as packs are"] if [*map(canonical, found)] != said else []
    return found if name.endswith(".jsonl") else found[0]


def read(place: Path) -> dict[str, bytes]:
    """Every file of the pack by its name; nothing is unpacked, and nothing outside is read."""
    if place.is_dir():
        paths = [p for p in sorted(place.rglob("*")) if p.is_symlink() or not p.is_dir()]
        odd = [p.name for p in paths if p.is_symlink() or not p.is_file()]
        found = {} if odd else {p.relative_to(place).as_posix(): p.read_bytes() for p in paths}
    else:
        with ZipFile(place) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            names = [part.filename for part in parts]
            odd = [n for n in names if {"", ".", ".."} & {*n.split("/")} or {"\\", ":"} & {*n}]
            odd += ["one of two files of one name"] if len(names) != len(set(names)) else []
            most = min(LARGEST, FREE + PACKED * place.stat().st_size)
            odd += ["so much"] if sum(part.file_size for part in parts) > most else []
            found = {} if odd else {part.filename: archive.read(part) for part in parts}
    if odd:
        raise ValueError(f"{odd[0]} has no place in a pack")
    return found


def check_list(files: dict[str, bytes], wrong: list[str]) -> dict[str, Any]:
    """The signed list names every file, and every file is there as it was signed."""
    listed = data(files, "manifest.json", wrong)
    said, key, signature = listed["pack"], *map(bytes.fromhex, (listed["key"], listed["signature"]))
    whole = canonical({"pack": said, "key": key.hex(), "signature": signature.hex()})
    message = canonical({"pactwork": "pack 1", **said})
    if whole != files["manifest.json"] or not signed(message, signature, key):
        wrong.append("manifest.json, the list of the pack: it is not as it was signed")
    for name in sorted((said["files"].keys() | files.keys()) - {"manifest.json"}):
        why = "as it was signed" if name in said["files"] else "of this pack"
        if name not in files:
            wrong.append(f"{name}: it is missing")
        elif hashlib.sha256(files[name]).hexdigest() != said["files"].get(name):
            wrong.append(f"{name}: it is not {why}")
    return {**said, "key": key.hex()}


def check_chain(entries: Things, keys: dict[str, str], wrong: list[str]) -> dict[int, str]:
    """The hash after each entry. An entry with its words is compared with its commitment."""
    erased = [e for e in entries if e.get("act") == "erased"]
    hashes, told = {0: ""}, [e["payload"].get("subject") for e in erased]
    for n, e in enumerate(entries, 1):
        body = digest([e[name] for name in SAID]) if "act" in e else e["body"]
        hashes[n] = digest([hashes[n - 1], body])
        fits = e["seq"] == n and e.keys() == ({*SAID, "payload"} if "act" in e else {"seq", "body"})
        wrong += [] if fits else [f"entry {n}: one is missing, out of order, or has more in it"]
        if "act" in e and (e["subject"] not in told or e["payload"]):
            key = bytes.fromhex(keys.get(e["subject"]) or keys.get("*", ""))
            if hmac.new(key, canonical(e["payload"]), "sha256").hexdigest() != e["commitment"]:
                wrong.append(f"entry {n}: its words were changed")
        elif "act" not in e and "*" in keys:
            wrong.append(f"entry {n}: its words were left out")
    return hashes


def named(said: Any, names: dict[str, dict[str, str]]) -> Any:
    """The same with names where an entry has marks."""
    if isinstance(said, list):
        return [named(one, names) for one in said]
    if not isinstance(said, dict):
        return said
    known = names.get(said.get("named", "")) if said.keys() == {"named"} else None
    return known["name"] if known else {key: named(one, names) for key, one in said.items()}


def check_names(names: dict[str, dict[str, str]], chain: Things, wrong: list[str]) -> None:
    """A name fits its mark; none is left out unless an entry says that it was erased."""
    shown = [e for e in chain if "act" in e]
    held = re.findall(rb'\{"named":"([0-9a-f]{64})"\}', canonical([e["payload"] for e in shown]))
    gone = [e["payload"].get("marks", []) for e in shown if e["act"] == "person_erased"]
    if {*map(bytes.decode, held)} - {mark for marks in gone for mark in marks} - names.keys():
        wrong.append("names.json: a name is left out")
    for mark, n in names.items():
        made = hmac.new(bytes.fromhex(n["key"]), n["name"].encode(), "sha256").hexdigest()
        if mark != made or mark.encode() not in held:
            wrong.append(f"names.json: the name {n['name']} is sealed in no entry")


def check_points(points: Things, hashes: dict[int, str], wrong: list[str]) -> None:
    for c in points:
        where, end = f"the checkpoint at {c['length']}", hashes.get(c["length"])
        said = {name: c[name] for name in ("chain", "length", "hash", "at")}
        message = canonical({"pactwork": "checkpoint 1", **said})
        if not signed(message, bytes.fromhex(c["signature"]), bytes.fromhex(c["key"])):
            wrong.append(f"{where}: its signature is wrong")
        if end != c["hash"]:
            why = "an entry up to there was changed" if end else "the pack ends before it"
            wrong.append(f"{where}: {why}")


def check_contract(c: dict[str, Any], entries: Things, wrong: list[str]) -> None:
    """Each part that names an entry says what the entry does, and no such entry is left out."""
    own = {e["seq"]: e for e in entries if e.get("subject") == c["ref"]}
    where = f"contract {c['ref']}"
    wrong += [f"{where}: its {kind} were altered before it came here" for kind in c["altered"]]
    for name, belongs in LISTS.items():
        sealed = [item for item in c[name] if "entry" in item or "sealed" in item]
        items = {item.get("entry"): item for item in sealed}
        wanted = [n for n, e in own.items() if belongs(e["act"], e["payload"])]
        if wanted != [item.get("entry") for item in sealed]:
            odd = [*(set(wanted) ^ items.keys()), *wanted][0]
            wrong.append(f"{where}, {name}: entry {odd} is left out, added or moved")
        for n in sorted(items.keys() & set(wanted)):
            words = {k: v for k, v in own[n]["payload"].items() if k != "rows"}
            words = {"agreed": words["agreed"]} if name == "in_force" else words
            if canonical([items[n]["at"], items[n]["sealed"]]) != canonical([own[n]["at"], words]):
                wrong.append(f"{where}, {name}: entry {n} of the history says something else")
    forms = {digest(form): form["sections"] for form in c["templates"]}
    if len(forms) != len(c["templates"]) or forms.keys() != {d["template"] for d in c["drafts"]}:
        wrong.append(f"{where}: a template was changed, added or left out")
    for d in c["drafts"]:
        check_draft(d, forms.get(d["template"], []), where, wrong)


def check_draft(d: dict[str, Any], form: Things, where: str, wrong: list[str]) -> None:
    words = d.get("sealed") or d["not_sealed"]
    where, head = f"{where}, draft {words['draft']}", [*{words.get("digest_form")} - {None}]
    if digest([*head, d["template"], d["digests"]]) != words["digest"]:
        wrong.append(f"{where}: it is not the draft that was shared")
    shown = [(s["key"], s["kind"], s["title"]) for s in d["sections"]]
    wanted = [(s["key"], s["kind"], s["title"]) for s in form if s["key"] not in d["not_shown"]]
    if shown != wanted or {*d["not_shown"]} - d["digests"].keys():
        wrong.append(f"{where}: a section is left out, added, moved or has another title")
    for s in d["sections"]:
        if digest([*head, s["key"], s["kind"], s["material"]]) != d["digests"].get(s["key"]):
            wrong.append(f"{where}: the words of {s['key']} were changed")


def check(files: dict[str, bytes], given: str, wrong: list[str]) -> str:
    """Adds whatever is wrong with the pack; answers what it holds and who signed it."""
    said = check_list(files, wrong)
    chain, keys = data(files, "chain.jsonl", wrong), data(files, "keys.json", wrong)
    names = data(files, "names.json", wrong)
    mailed = [json.loads(line) for line in given.splitlines() if line.startswith("{")]
    hashes = check_chain(chain, keys, wrong)
    check_names(names, chain, wrong)
    check_points(data(files, "checkpoints.jsonl", wrong) + mailed, hashes, wrong)
    if hashes[len(chain)] != said["hash"]:
        wrong.append("the end of the history: it is not where it was signed")
    parts = [name for name in sorted(files) if name.startswith("contracts/")]
    contracts = [data(files, name, wrong) for name in parts]
    for refs in (keys.keys() - {"*", "history"}, {c["ref"] for c in contracts}):
        if parts != [f"contracts/{ref}.json" for ref in sorted(refs)]:
            wrong.append("contracts: one is left out, added or under another's name")
    for c in contracts:
        check_contract(c, named(chain, names), wrong)
    for key in [c["key"] for c in mailed] or [given.replace(" ", "").strip().lower()]:
        if given and (len(key) < 16 or not said["key"].startswith(key)):
            none = not re.fullmatch("[0-9a-f]+", key) and f"{given}: no file here, and no key"
            wrong.append(none or f"manifest.json: it is signed with another key than {key[:16]}")
    held = ", ".join(f"{n} {name}" for name, n in said["counts"].items())
    whose = "the one you named" if given and not wrong else "whose is it? Name it, or an email, too"
    return f"{held}\nSigned on {said['at'][:10]} with the key {said['key'][:16]}: {whose}."


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).absolute().parent
    known, faults = " ".join(sys.argv[2:]), list[str]()
    try:
        known = Path(known).read_text() + " " if known and Path(known).is_file() else known
        print(check(read(place), known, faults))
    except KeyError as error:
        faults.append(f"{error} is missing. Is this a whole pack? An older one has its own script.")
    except Exception as error:
        faults.append(f"the pack cannot be read ({error!r})")
    print("\n".join(f"WRONG: {one}" for one in faults) or "Nothing is wrong.")
    sys.exit(bool(faults))
