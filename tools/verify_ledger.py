#!/usr/bin/env python3
"""Verifies an export of a Countersign ledger, trusting nothing of the server that made it.

It needs Python 3.9 and its standard library; with the package "cryptography" it also checks signatures. The format is
described in docs/ledger.md; this program shares no code with the server.
"""

import argparse
import base64
import datetime
import email
import hashlib
import html
import json
import quopri
import re
import sys

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None

ZERO_HASH = "0" * 64
MAX_ENTRY_BYTES = 65_535
MAX_DEPTH, MAX_INTEGER = 65, 2**53 - 1
TIMESTAMP = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z", re.ASCII)
HASH, KEY = re.compile(r"[0-9a-f]{64}"), re.compile(r"[A-Za-z0-9]+")
RECORD, CLOSING = {"seq": int, "hash": str, "entry": str}, {"checkpoint": str, "vkey": str}
ACTOR, SUBJECT = {"id": str, "kind": str, "name": str}, {"id": str, "kind": str}
TEXTS = dict.fromkeys(("org", "prev", "ts", "type"), str)
ENTRY = {"actor": dict, "detail": dict, "seq": int, "subject": dict, "v": int, **TEXTS}
ED25519, COSIGNATURE = 1, 4
BROKEN, UNREADABLE = 1, 2


class Broken(Exception):
    """The ledger does not verify: at a record and in one of the ways of docs/ledger.md, or (None) in a checkpoint."""

    def __init__(self, seq, kind, what):
        super().__init__(f"{kind}: {what}" if kind else what)
        self.seq, self.kind = seq, kind
        self.where = "in the checkpoint" if seq is None else f"at record {seq}"


def members(pairs):
    seen = dict(pairs)
    if len(seen) != len(pairs) or not all(map(KEY.fullmatch, seen)):
        raise ValueError("a key stands twice, or is not of letters and digits")
    return seen


def integer(text):
    if abs(int(text)) > MAX_INTEGER:
        raise ValueError(f"{text} is beyond what a record may hold")
    return int(text)


def depth(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth, inner), default=0)


def parse_entry(seq, text):
    try:
        raw = text.encode("utf-8")
        entry = json.loads(text, object_pairs_hook=members, parse_int=integer, parse_float=integer, parse_constant=integer)
        deep = depth(entry)
    except (ValueError, RecursionError) as error:
        raise Broken(seq, "edited", f"the entry is no JSON that a ledger may hold: {error}") from error
    if len(raw) > MAX_ENTRY_BYTES or deep > MAX_DEPTH:
        raise Broken(seq, "edited", f"the entry is larger than {MAX_ENTRY_BYTES} bytes, or nested too deeply")
    # RFC 8785, within what an entry may hold: integers, and keys of letters and digits.
    if json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":")) != text or not has_shape(entry):
        raise Broken(seq, "edited", "the entry is not the canonical text of a record")
    return raw, entry


def shape(value):
    return {name: type(one) for name, one in value.items()} if isinstance(value, dict) else None


def has_shape(entry):
    if shape(entry) != ENTRY or shape(entry["actor"]) != ACTOR or shape(entry["subject"]) != SUBJECT:
        return False
    return entry["v"] == 1 and entry["seq"] >= 0 and HASH.fullmatch(entry["prev"]) and TIMESTAMP.fullmatch(entry["ts"])


def check_record(record, seq, prev, ledger, last_ts):
    if record["seq"] != seq:
        kind = "missing" if record["seq"] > seq else "reordered"
        raise Broken(seq, kind, f"record {record['seq']} stands where record {seq} belongs")
    raw, entry = parse_entry(seq, record["entry"])
    computed = hashlib.sha256(b"\x00" + raw).hexdigest()
    if record["hash"] != computed:
        raise Broken(seq, "edited", f"the hash of the entry is {computed}, not the one beside it")
    if ledger is not None and entry["org"] != ledger:
        raise Broken(seq, "rewritten", f"the record is of another ledger, {entry['org']}")
    if entry["seq"] != seq:
        raise Broken(seq, "reordered", f"the record was written as number {entry['seq']}")
    if entry["prev"] != prev:
        raise Broken(seq, "edited", f"it continues {entry['prev']}, but the record before it has the hash {prev}")
    if entry["ts"] < last_ts:
        raise Broken(seq, "rewritten", "time runs backwards")
    return entry, computed


def read_line(number, line):
    value = json.loads(line)
    if shape(value) not in (RECORD, CLOSING):
        raise ValueError(f"line {number} is neither a record nor the checkpoint at the end")
    return value


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


class VerifierKey:
    """Of C2SP signed-note and tlog-cosignature: name, id and public key, from "<name>+<id>+<key>"."""

    def __init__(self, text, algorithm=ED25519):
        self.name, _, rest = text.partition("+")
        key_id, _, key = rest.partition("+")
        key_bytes = base64.b64decode(key, validate=True)
        if len(key_bytes) != 33 or key_bytes[0] != algorithm:
            raise ValueError(f"the verifier key {text} is not one of the type {algorithm}, as <name>+<id>+<key>")
        self.id = hashlib.sha256(self.name.encode() + b"\n" + key_bytes).digest()[:4]
        if self.id.hex() != key_id:
            raise ValueError(f"the id in the verifier key {text} is not the one of the key: it was copied wrongly")
        self.public = key_bytes[1:]

    def fits(self, signature, message):
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


class Note:
    """A C2SP tlog-checkpoint: what was signed, and by whom, in pairs of a name and a signature with its key id."""

    def __init__(self, origin, size, root, signatures):
        self.origin, self.size, self.signatures = origin, int(size), signatures
        self.root = base64.b64decode(root, validate=True)
        self.body = f"{origin}\n{size}\n{root}\n".encode()

    def by(self, key):
        return [raw[4:] for name, raw in self.signatures if name == key.name and raw[:4] == key.id]

    def judge(self, keys):
        """Whether one of the keys signed it: right, wrong, unknown (no signature of theirs), unchecked (no library)."""
        made = [(key, signature) for key in keys for signature in self.by(key)]
        if not made or Ed25519PublicKey is None:
            return "unchecked" if made else "unknown"
        return "right" if any(key.fits(signature, self.body) for key, signature in made) else "wrong"


def parse_note(text):
    match = re.fullmatch(r"(.+)\n(\d{1,16})\n(.+)\n\n((?:\u2014 \S+ \S+\n)*)", text)
    if match is None:
        raise ValueError("its checkpoint is no signed note: origin, size, root, an empty line, signatures")
    signatures = [line.split(" ") for line in match[4].splitlines()]
    return Note(*match.group(1, 2, 3), [(name, base64.b64decode(blob, validate=True)) for _dash, name, blob in signatures])


def check_witness(note, witness, say):
    if Ed25519PublicKey is None:
        raise ValueError('a cosignature cannot be checked without the Python package "cryptography"')
    for blob in note.by(witness):
        seconds, signature = int.from_bytes(blob[:8], "big"), blob[8:]
        if witness.fits(signature, f"cosignature/v1\ntime {seconds}\n".encode() + note.body):
            when = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
            return say(f"witness: {witness.name} saw this checkpoint at {when:%Y-%m-%dT%H:%M:%SZ}")
    raise Broken(None, None, f"it carries no cosignature that {witness.name} made of it")


# Checkpoints that the reader holds, in whatever a mail program, an editor or a browser made of them

INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
QUOTING = re.compile(r"^[^\S\n]*(?:[>|][^\S\n]*)+", re.MULTILINE)
LINE_TAG, TAG = re.compile(r"(?i)</?(?:br|p|div|pre|td|tr|li|blockquote)\b[^<>]*>"), re.compile(r"<[^<>]*>")
CHARACTER = r"[A-Za-z0-9+/]"
# 32 bytes have one spelling, which ends in four bits.
SIZE, ROOT = r"(0|[1-9][0-9]{0,15})", rf"({CHARACTER}{{42}}[AEIMQUYcgkosw048]=)"
# An Ed25519 signature, a cosignature (both perhaps broken by a line end), and any other that is in one piece.
ANY_BLOB = rf"(?:{CHARACTER}{{4}}){{6,}}(?:{CHARACTER}{{2}}==|{CHARACTER}{{3}}=)?"
BLOB = rf"(?:{CHARACTER}\s*){{91}}=(?!=)|(?:{CHARACTER}\s*){{102}}==|{ANY_BLOB}"


def decode(data, charset):
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else charset or "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def texts_of(raw):
    """The file as it is, and every part of every mail that it may be, each as text and as text out of HTML."""
    texts = [decode(raw, None), decode(quopri.decodestring(raw), None)]
    for mail in re.split(rb"^From .*\n", raw, flags=re.MULTILINE):
        for part in email.message_from_bytes(mail).walk():
            if part.get_content_maintype() in ("text", "application"):
                texts.append(decode(part.get_payload(decode=True) or b"", part.get_content_charset()))
    for text in texts:
        for form in (text, html.unescape(TAG.sub("", LINE_TAG.sub("\n", text)))):
            yield QUOTING.sub("", form.translate(INVISIBLE))


def find_notes(raw, origin):
    """Notes of this ledger, by size and root; and how many there are of others."""
    broken_name = r"\s*".join(map(re.escape, origin))
    signature = rf"\S{{1,3}}\s+({broken_name}|[^\s+]+)\s+({BLOB})"
    ours = re.compile(rf"(?<!\S){broken_name}\s+{SIZE}\s+{ROOT}((?:\s+{signature})+)")
    anybodys = re.compile(rf"(?<!\S)(\S+)\s+{SIZE}\s+{ROOT}\s+\S{{1,3}}\s+\1\s")
    found, others = {}, set()
    for text in texts_of(raw):
        for match in ours.finditer(text):
            size, root, block = match.group(1, 2, 3)
            note = found.setdefault((size, root), Note(origin, size, root, []))
            for name, blob in re.findall(signature, block):
                note.signatures.append(("".join(name.split()), base64.b64decode("".join(blob.split()))))
        others.update(match.group(1, 2, 3) for match in anybodys.finditer(text) if match.group(1) != origin)
    return list(found.values()), len(others)


def read_held(files, origin, keys, say):
    """Pairs of a file and a checkpoint in it."""
    held = []
    for file in files:
        with open(file, "rb") as content:
            notes, others = find_notes(content.read(), origin)
        if not notes:
            raise ValueError(f"{file} holds no checkpoint of {origin}, and {others} of other ledgers")
        instead = f"; {others} of other ledgers were not looked at" if others else ""
        say(f"held: {file} has {len(notes)} checkpoint{'s' if len(notes) > 1 else ''} of this ledger{instead}")
        held += [(file, note) for note in notes]
    for file, note in held if keys else ():
        check_signature(note, keys, f"the checkpoint of size {note.size} that you hold ({file})")
    return held


def compare(held, tree):
    for file, note in held:
        if note.size == tree.size and note.root != tree.root():
            what = f"the checkpoint of size {note.size} that you hold ({file}) has another root, {note.root.hex()}"
            raise Broken(max(tree.size - 1, 0), "rewritten", what)


def finish_held(held, tree, keys, say):
    largest = max((note.size for _, note in held), default=0)
    if largest > tree.size:
        raise Broken(tree.size, "cut off", f"you hold a checkpoint of size {largest}, the export has {tree.size} records")
    for file, note in held:
        judged = note.judge(keys)
        if judged == "wrong":
            raise Broken(None, None, f"the checkpoint of size {note.size} that you hold ({file}) has a wrong signature")
        how = {"unknown": "of another key; give that with --vkey", "unchecked": "NOT CHECKED"}.get(judged, judged)
        say(f"held: the checkpoint of size {note.size} in {file} has the root of these records; its signature is {how}")


def check_signature(note, keys, which):
    judged = note.judge(keys)
    if judged in ("wrong", "unknown"):
        raise Broken(None, None, f"{which} has {'a wrong' if judged == 'wrong' else 'no'} signature of the key given for it")
    return judged == "right"


def epoch_of(ledger, detail):
    """Why there is another ledger before this one; None where there is none."""
    number, previous = re.fullmatch(r"[^/]*/(\d+)", ledger), detail.get("previous")
    if number is None or not isinstance(previous, dict):
        return None
    before, size, root, what, explanation = map(previous.get, ("ledger", "size", "root", "what", "explanation"))
    return (
        f"epoch: this is epoch {number[1]}; epoch {int(number[1]) - 1} ({before}) ended at {size} records, root {root}, "
        f"because it did not verify ({what}): {explanation} It was opened anew because: {detail.get('reason')}"
    )


def verify(lines, options, say):
    """Says a line for each thing that it found to be right; answers whether the signature was among them."""
    tree, held, given = CompactTree(), None, options.vkey
    prev, ledger, origin, ts, closing, epoch = ZERO_HASH, None, None, "", None, None
    for number, line in enumerate(lines, 1):
        if closing is not None:
            raise ValueError(f"line {number} stands behind the checkpoint")
        record = read_line(number, line)
        if "checkpoint" in record:
            closing = record
            continue
        try:
            entry, prev = check_record(record, tree.size, prev, ledger, ts)
        except Broken as broken:
            wanted = re.compile(rf'\s*{{\s*"seq"\s*:\s*{tree.size}\b')
            if broken.kind == "missing" and any(map(wanted.match, lines)):
                raise Broken(broken.seq, "reordered", f"record {broken.seq} stands after later records") from broken
            raise
        if held is None:
            origin, epoch = entry["detail"].get("origin"), epoch_of(entry["org"], entry["detail"])
            held = read_held(options.checkpoint, str(origin), [key for key in given if key.name == origin], say)
            compare(held, tree)
        ledger, ts = entry["org"], entry["ts"]
        tree.append(bytes.fromhex(prev))
        compare(held, tree)
    if tree.size == 0:
        raise ValueError("it holds no record")
    say(f"chain: {tree.size} records of {ledger}, the last of {ts}, each linked to the one before it")
    if epoch:
        say(epoch)
    keys = [key for key in given or ([VerifierKey(closing["vkey"])] if closing else []) if key.name == origin]
    finish_held(held, tree, keys, say)
    if closing is None:
        raise Broken(tree.size, "cut off", "the export has no checkpoint at its end")
    note = parse_note(closing["checkpoint"])
    check_checkpoint(note, origin, tree)
    say(f"checkpoint: {origin}, {tree.size} records, root {tree.root().hex()}")
    whose = "that you gave" if given else "in the export"
    if not keys:
        raise Broken(None, None, f"no verifier key {whose} is of this ledger, {origin}")
    checked = check_signature(note, keys, "the checkpoint")
    if checked:
        say(f"signature: right, by the key {whose}{'' if given else '; compare it with one that you got elsewhere'}")
    elif given:
        raise ValueError('the key that you gave cannot be used without the Python package "cryptography"')
    else:
        say('signature: NOT CHECKED; install the Python package "cryptography" to have it checked')
    for witness in options.witness:
        check_witness(note, witness, say)
    return checked


def check_checkpoint(note, opened_as, tree):
    if note.origin != opened_as:
        raise Broken(None, None, f"it is of {note.origin}, but this ledger was opened as {opened_as}")
    if note.size != tree.size:
        kind, what = "cut off" if note.size > tree.size else "rewritten", f"the checkpoint is of {note.size} records"
        raise Broken(min(note.size, tree.size), kind, f"{what}, the export has {tree.size}")
    if note.root != tree.root():
        raise Broken(None, None, "the Merkle root of the records is another one: they were rewritten")


def say(line):
    """What comes out of an export moves no cursor and colours nothing."""
    print("".join(one if one.isprintable() else "\ufffd" for one in line))


def main():
    parser = argparse.ArgumentParser(
        description="Verifies an export of a Countersign ledger: records, chain, Merkle root and the signed checkpoint.",
        epilog="Ends with 0 if the ledger verifies (also where the signature could not be checked for want of the package "
        '"cryptography", which is said), 1 if it does not, 2 if a file cannot be read or a --vkey not be checked.',
    )
    many = {"action": "append", "default": []}
    parser.add_argument("export", help='the file that "countersign ledger export" wrote, or - for standard input')
    parser.add_argument("--vkey", **many, help="a verifier key from somewhere else than the export; may be repeated")
    parser.add_argument("--checkpoint", **many, metavar="FILE", help="a mail or any text with checkpoints; may be repeated")
    parser.add_argument("--witness", **many, metavar="VKEY", help="who must have cosigned its end; may be repeated")
    options = parser.parse_args()
    try:
        options.vkey = [VerifierKey(key) for key in options.vkey]
        options.witness = [VerifierKey(key, COSIGNATURE) for key in options.witness]
        with open(0 if options.export == "-" else options.export, encoding="utf-8") as lines:
            signed = verify(lines, options, say)
    except Broken as broken:
        say(f"BROKEN {broken.where}: {broken}")
        return BROKEN
    except (AttributeError, LookupError, OSError, OverflowError, RecursionError, TypeError, ValueError) as error:
        print(f"This cannot be verified: {error}", file=sys.stderr)
        return UNREADABLE
    say("The ledger verifies." if signed else "The ledger verifies; who signed its checkpoint was not checked.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
