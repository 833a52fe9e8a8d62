#!/usr/bin/env python3
"""Verifies an export of a Countersign ledger, trusting nothing of the server that made it.

It needs Python 3.9 and its standard library; with the package "cryptography" it also checks the signature of the
checkpoint. The format is described in docs/ledger.md; this program shares no code with the server.
"""

import argparse
import base64
import hashlib
import json
import sys

ZERO_HASH = "0" * 64
MAX_ENTRY_BYTES = 65_535
BROKEN, UNREADABLE = 1, 2


class Broken(Exception):
    """The ledger does not verify."""

    def __init__(self, seq, what):
        super().__init__(what)
        self.seq = seq


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


def check_record(record, seq, prev, ledger, last_ts):
    entry_text = record["entry"]
    raw = entry_text.encode("utf-8")
    if len(raw) > MAX_ENTRY_BYTES:
        raise Broken(seq, "the entry is longer than 65,535 bytes")
    try:
        entry = json.loads(entry_text, object_pairs_hook=unique)
    except ValueError as error:
        raise Broken(seq, f"the entry is no JSON: {error}") from error
    if canonical(entry) != entry_text:
        raise Broken(seq, "the entry is not canonical: it was edited")
    computed = hashlib.sha256(b"\x00" + raw).hexdigest()
    if record["hash"] != computed:
        raise Broken(seq, f"the hash should be {computed}: the record was edited")
    if entry.get("v") != 1 or entry.get("seq") != seq or record["seq"] != seq:
        raise Broken(seq, f"the record says that it is number {entry.get('seq')}: records are missing or reordered")
    if ledger is not None and entry.get("org") != ledger:
        raise Broken(seq, f"the record is of another ledger, {entry.get('org')}")
    if entry.get("prev") != prev:
        raise Broken(seq, f"it continues {entry.get('prev')}, but the record before it has the hash {prev}")
    if last_ts is not None and entry.get("ts", "") < last_ts:
        raise Broken(seq, "time runs backwards")
    return entry["org"], entry["ts"], computed


def check_signature(note, vkey):
    """A C2SP signed note. True, or None where the signature could not be checked for want of a library."""
    name, key_id, key = vkey.split("+", 2)
    key_bytes = base64.b64decode(key, validate=True)
    if key_bytes[:1] != b"\x01" or len(key_bytes) != 33:
        raise ValueError("the verifier key is not an Ed25519 key")
    expected_id = hashlib.sha256(name.encode() + b"\n" + key_bytes).digest()[:4]
    if expected_id.hex() != key_id:
        raise ValueError("the id of the verifier key is not the one of the key")
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
                return None
            try:
                Ed25519PublicKey.from_public_bytes(key_bytes[1:]).verify(raw[4:], body.encode())
            except InvalidSignature as error:
                raise ValueError("the signature of the checkpoint is not right") from error
            return True
    raise ValueError("the checkpoint is not signed by that key")


def verify(lines, wanted_vkey, out):
    tree = CompactTree()
    prev, ledger, last_ts, closing = ZERO_HASH, None, None, None
    for line in lines:
        if closing is not None:
            raise ValueError("there are lines after the checkpoint")
        record = json.loads(line)
        if "checkpoint" in record:
            closing = record
            continue
        ledger, last_ts, prev = check_record(record, tree.size, prev, ledger, last_ts)
        tree.append(bytes.fromhex(prev))
    out(f"chain: {tree.size} records of {ledger}, from the first to {last_ts}, each linked to the one before it")
    if closing is None:
        raise Broken(tree.size, "the export has no checkpoint at its end: it was cut off")
    origin, size, root = closing["checkpoint"].split("\n")[:3]
    if int(size) != tree.size:
        raise Broken(min(int(size), tree.size), f"the checkpoint is of {size} records, the export has {tree.size}")
    if base64.b64decode(root) != tree.root():
        raise Broken(tree.size, "the Merkle root is not the one of the checkpoint: records were rewritten")
    out(f"checkpoint: {origin}, {size} records, root {tree.root().hex()}")
    vkey = wanted_vkey or closing["vkey"]
    if vkey.split("+")[0] != origin:
        raise ValueError("the verifier key is of another ledger")
    checked = check_signature(closing["checkpoint"], vkey)
    if checked:
        whose = "the key that you gave" if wanted_vkey else "the key in the export; compare it with one that you got elsewhere"
        out(f"signature: right, by {whose}")
    else:
        out('signature: NOT CHECKED; install the Python package "cryptography" to have it checked')


def main():
    parser = argparse.ArgumentParser(
        description="Verifies an export of a Countersign ledger: every record, the chain, the Merkle root and the signed checkpoint.",
        epilog="Ends with 0 if the ledger verifies, 1 if it does not, 2 if the export cannot be read.",
    )
    parser.add_argument("export", help='the file that "countersign ledger export" wrote, or - for standard input')
    parser.add_argument("--vkey", help="the verifier key of the ledger, from somewhere else than the export")
    options = parser.parse_args()
    try:
        if options.export == "-":
            verify(sys.stdin, options.vkey, print)
        else:
            with open(options.export, encoding="utf-8") as lines:
                verify(lines, options.vkey, print)
    except Broken as broken:
        print(f"BROKEN at record {broken.seq}: {broken}")
        return BROKEN
    except (OSError, ValueError, KeyError, UnicodeError) as error:
        print(f"This is no export that can be verified: {error}", file=sys.stderr)
        return UNREADABLE
    print("The ledger verifies.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
