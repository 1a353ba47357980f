"""Checks a Pactwork evidence pack with Python alone: python3 check_evidence.py [FOLDER]"""

import hashlib
import hmac
import json
import sys
from pathlib import Path
from typing import Any

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)
Entries = list[dict[str, Any]]


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
    return s < ORDER and times(s, base) == plus(point(r), times(h, point(key)))


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def check_chain(entries: Entries, keys: dict[str, str], points: Entries, wrong: list[str]) -> None:
    told = [e["payload"].get("subject") for e in entries if e.get("act") == "erased"]
    hashes = {0: ""}
    for n, e in enumerate(entries, 1):
        names = ("chain", "seq", "at", "act", "subject", "by", "commitment")
        body = digest([e[name] for name in names]) if "act" in e else e["body"]
        hashes[n] = digest([hashes[n - 1], body])
        wrong += [f"entry {n}: one is missing or out of order"] if e["seq"] != n else []
        if "act" in e and (e["subject"] not in told or e["payload"]):
            key = bytes.fromhex(keys.get(e["subject"]) or keys["*"])
            if hmac.new(key, canonical(e["payload"]), "sha256").hexdigest() != e["commitment"]:
                wrong.append(f"entry {n}: its words were changed")
    for c in points:
        said = {name: c[name] for name in ("chain", "length", "hash", "at")}
        message = canonical({"pactwork": "checkpoint 1", **said})
        if not signed(message, bytes.fromhex(c["signature"]), bytes.fromhex(c["key"])):
            wrong.append(f"the checkpoint at {c['length']}: its signature is wrong")
        if hashes.get(c["length"]) != c["hash"]:
            wrong.append(f"the checkpoint at {c['length']}: an entry up to there was changed")
    wrong += ["the end: no checkpoint signs it"] if points[-1]["length"] != len(entries) else []


def check_contract(c: dict[str, Any], entries: Entries, wrong: list[str]) -> None:
    said = [e["payload"] for e in entries if e.get("subject") == c["ref"]]
    forms = [digest(body) for body in c["templates"]]
    for d in c["drafts"]:
        where = f"contract {c['ref']}, draft {d['number']}"
        shared = {"draft": d["number"], "digest": digest([d["template"], d["digests"]])}
        wrong += [f"{where}: its template was changed"] if d["template"] not in forms else []
        if not any(shared.items() <= p.items() for p in said):
            wrong.append(f"{where}: it is not the draft that was shared")
        for s in d["sections"]:
            if digest([s["key"], s["kind"], s["material"]]) != d["digests"][s["key"]]:
                wrong.append(f"{where}: the words of {s['key']} were changed")
    for a in c["answers"] + c["in_force"]:
        if not any(a["sealed"].items() <= p.items() for p in said):
            wrong.append(f"contract {c['ref']}, {a['sealed']}: the history says nothing of that")


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).absolute().parent
    faults: list[str] = []
    try:
        chain = list(map(json.loads, (place / "chain.jsonl").read_bytes().splitlines()))
        signs = list(map(json.loads, (place / "checkpoints.jsonl").read_bytes().splitlines()))
        check_chain(chain, json.loads((place / "keys.json").read_bytes()), signs, faults)
        for path in sorted(place.glob("contracts/*.json")):
            check_contract(json.loads(path.read_bytes()), chain, faults)
        print(f"{len(chain)} entries, signed by key {signs[-1]['key'][:16]}: the right one?")
    except Exception as error:
        faults.append(f"the pack cannot be read ({error!r})")
    print("\n".join(f"WRONG: {one}" for one in faults) or "Nothing is wrong.")
    sys.exit(bool(faults))
