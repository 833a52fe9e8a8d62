#!/usr/bin/env python3
"""Verifies an export of a Countersign ledger, trusting nothing of the server that made it.

It needs Python 3.9 and its standard library; with the package "cryptography" it also checks the signature of the
checkpoint. The format is described in docs/ledger.md; this program shares no code with the server.
"""

import argparse
import base64
import hashlib
import json
import re
import sys

ZERO_HASH = "0" * 64
MAX_ENTRY_BYTES = 65_535
MAX_INTEGER = 2**53 - 1
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
BROKEN, UNREADABLE = 1, 2


class Broken(Exception):
    """The ledger does not verify: at a record, or (None) in its checkpoint."""

    def __init__(self, seq, what):
        super().__init__(what)
        self.where = "in the checkpoint" if seq is None else f"at record {seq}"


def canonical(value):
    """RFC 8785 within what a ledger may hold: integers, and keys of letters and digits."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class CompactTree:
    """A Merkle tree as in RFC 6962, of which only the roots of its complete subtrees are kept."""

    def __init__(self):
        self.size = 0
        self.roots = []

    def append(self, leaf):
        self.size += 1
        self.roots.append(leaf)
        size = self.size
        while size % 2 == 0:
            right, left = self.roots.pop(), self.roots.pop()
            self.roots.append(hashlib.sha256(b"\x01" + left + right).digest())
            size //= 2

    def root(self):
        if not self.roots:
            return hashlib.sha256(b"").digest()
        root = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            root = hashlib.sha256(b"\x01" + left + root).digest()
        return root


def unique(pairs):
    seen = dict(pairs)
    if len(seen) != len(pairs):
        raise ValueError("a key stands twice")
    return seen


def integer(text):
    if abs(int(text)) > MAX_INTEGER:
        raise ValueError(f"{text} is beyond what a record may hold")
    return int(text)


def no_number(text):
    raise ValueError(f"{text} is no integer")


def parse_entry(seq, text):
    try:
        raw = text.encode("utf-8")
        entry = json.loads(
            text, object_pairs_hook=unique, parse_int=integer, parse_float=no_number, parse_constant=no_number
        )
    except (ValueError, RecursionError) as error:
        raise Broken(seq, f"the entry is no JSON that a ledger may hold: {error}") from error
    if len(raw) > MAX_ENTRY_BYTES:
        raise Broken(seq, "the entry is longer than 65,535 bytes")
    if not isinstance(entry, dict) or canonical(entry) != text:
        raise Broken(seq, "the entry is not canonical: it was edited")
    return raw, entry


def check_record(record, seq, prev, ledger, last_ts):
    raw, entry = parse_entry(seq, record["entry"])
    computed = hashlib.sha256(b"\x00" + raw).hexdigest()
    if record["hash"] != computed:
        raise Broken(seq, f"the hash should be {computed}: the record was edited")
    if entry.get("v") != 1 or entry.get("seq") != seq or record["seq"] != seq:
        raise Broken(seq, f"the record says that it is number {entry.get('seq')}: records are missing or reordered")
    if ledger is not None and entry.get("org") != ledger:
        raise Broken(seq, f"the record is of another ledger, {entry.get('org')}")
    if entry.get("prev") != prev:
        raise Broken(seq, f"it continues {entry.get('prev')}, but the record before it has the hash {prev}")
    ts = entry.get("ts")
    if not isinstance(ts, str) or TIMESTAMP.fullmatch(ts) is None:
        raise Broken(seq, "it does not say when it was written")
    if last_ts is not None and ts < last_ts:
        raise Broken(seq, "time runs backwards")
    return entry, computed


def parse_vkey(vkey):
    """Name, id and 33 bytes of a C2SP verifier key: the algorithm's byte and an Ed25519 public key."""
    name, key_id, key = vkey.split("+", 2)
    key_bytes = base64.b64decode(key, validate=True)
    if key_bytes[:1] != b"\x01" or len(key_bytes) != 33:
        raise ValueError("the verifier key is not an Ed25519 key")
    expected_id = hashlib.sha256(name.encode() + b"\n" + key_bytes).digest()[:4]
    if expected_id.hex() != key_id:
        raise ValueError("the id of the verifier key is not the one of the key")
    return name, expected_id, key_bytes


def check_signature(note, vkey):
    """A C2SP signed note. True, or False where the signature could not be checked for want of a library."""
    name, expected_id, key_bytes = parse_vkey(vkey)
    body, signatures = note.split("\n\n", 1)
    body += "\n"
    for line in signatures.splitlines():
        dash, signer, blob = line.split(" ", 2)
        raw = base64.b64decode(blob, validate=True)
        if dash == "\u2014" and signer == name and raw[:4] == expected_id:
            try:
                from cryptography.exceptions import InvalidSignature
                from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
            except ImportError:
                return False
            try:
                Ed25519PublicKey.from_public_bytes(key_bytes[1:]).verify(raw[4:], body.encode())
            except InvalidSignature as error:
                raise Broken(None, "its signature is wrong") from error
            return True
    raise Broken(None, "it is not signed by that key")


def verify(lines, wanted_vkey, out):
    """Writes a line for each thing that it found to be right; answers whether the signature was among them."""
    tree = CompactTree()
    prev, ledger, origin, ts, closing = ZERO_HASH, None, None, None, None
    for number, line in enumerate(lines, 1):
        if closing is not None:
            raise ValueError(f"line {number} stands behind the checkpoint")
        record = json.loads(line)
        if not isinstance(record, dict):
            raise ValueError(f"line {number} is no record")
        if "checkpoint" in record:
            closing = record
            continue
        if not isinstance(record["entry"], str):
            raise ValueError(f"the entry in line {number} is no text")
        entry, prev = check_record(record, tree.size, prev, ledger, ts)
        if tree.size == 0:
            origin = entry["detail"].get("origin") if isinstance(entry.get("detail"), dict) else None
        ledger, ts = entry["org"], entry["ts"]
        tree.append(bytes.fromhex(prev))
    if tree.size == 0:
        raise ValueError("it holds no record")
    out(f"chain: {tree.size} records of {ledger}, the last of {ts}, each linked to the one before it")
    if closing is None:
        raise Broken(tree.size, "the export has no checkpoint at its end: it was cut off")
    check_checkpoint(closing["checkpoint"], origin, tree)
    out(f"checkpoint: {origin}, {tree.size} records, root {tree.root().hex()}")
    vkey = wanted_vkey or closing["vkey"]
    if parse_vkey(vkey)[0] != origin:
        raise Broken(None, f"the verifier key is of another ledger, {parse_vkey(vkey)[0]}")
    checked = check_signature(closing["checkpoint"], vkey)
    if checked:
        whose = "the key that you gave" if wanted_vkey else "the key in the export; compare it with one that you got elsewhere"
        out(f"signature: right, by {whose}")
    elif wanted_vkey:
        raise ValueError('the signature cannot be checked against that key without the Python package "cryptography"')
    else:
        out('signature: NOT CHECKED; install the Python package "cryptography" to have it checked')
    return checked


def check_checkpoint(note, opened_as, tree):
    origin, size, root = note.split("\n")[:3]
    if origin != opened_as:
        raise Broken(None, f"it is of {origin}, but this ledger was opened as {opened_as}")
    if size != str(tree.size):
        raise Broken(min(int(size), tree.size), f"the checkpoint is of {size} records, the export has {tree.size}")
    if base64.b64decode(root, validate=True) != tree.root():
        raise Broken(None, "the Merkle root of the records is another one: they were rewritten")


def main():
    parser = argparse.ArgumentParser(
        description="Verifies an export of a Countersign ledger: every record, the chain, the Merkle root and the signed checkpoint.",
        epilog="Ends with 0 if the ledger verifies (also where the signature could not be checked for want of the package "
        '"cryptography", which is said), 1 if it does not, 2 if the export cannot be read, or a --vkey not be checked.',
    )
    parser.add_argument("export", help='the file that "countersign ledger export" wrote, or - for standard input')
    parser.add_argument("--vkey", help="the verifier key of the ledger, from somewhere else than the export")
    options = parser.parse_args()
    try:
        if options.export == "-":
            sys.stdin.reconfigure(encoding="utf-8", errors="strict")
            signed = verify(sys.stdin, options.vkey, print)
        else:
            with open(options.export, encoding="utf-8") as lines:
                signed = verify(lines, options.vkey, print)
    except Broken as broken:
        print(f"BROKEN {broken.where}: {broken}")
        return BROKEN
    except KeyError as error:
        print(f"This is no export that can be verified: {error} is missing", file=sys.stderr)
        return UNREADABLE
    except (AttributeError, OSError, RecursionError, TypeError, ValueError) as error:
        print(f"This is no export that can be verified: {error}", file=sys.stderr)
        return UNREADABLE
    print("The ledger verifies." if signed else "The ledger verifies; who signed its checkpoint was not checked.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
