# SPDX-License-Identifier: MIT
"""Finds and keeps the key of an encrypted file: in the system's keyring, and under a recovery code.

Beside the file lies a note (`<file>.key`) with a number that names the entry in the keyring, and
the key wrapped under the recovery code, and under a password where the system has no keyring.
Nothing in it opens the file by itself.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import hmac
import os
import secrets
import threading
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import msgspec

from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.domain.recovery_code import CODE_BYTES, KEY_ENDING, read, written

SERVICE: Final = "leaddesk"
VARIABLE: Final = "LEADDESK_FILE_PASSWORD"
"""A password or recovery code for where nobody can be asked and there is no keyring."""
KEY_BYTES: Final = 32
LEAST_PASSWORD: Final = 10
_NONCE_BYTES: Final = 12
_SALT_BYTES: Final = 16
_CODE_COSTS: Final = (3, 65_536, 4)
_PASSWORD_COSTS: Final = (4, 131_072, 4)
"""Passes, KiB and lanes of argon2id: a code of 160 bits needs less than a password of people."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The key under a secret: argon2id's salt and costs, AES-256-GCM's nonce and the text."""

    salt: str
    passes: int
    kib: int
    lanes: int
    nonce: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyNote:
    """What stands beside an encrypted file; `keyring` is the store its key is in, '' for none."""

    uuid: str
    check: str
    keyring: str
    code: Wrapped
    password: Wrapped | None = None
    format: int = 1


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key made for a file: itself, its note, and the recovery code as people keep it."""

    key: bytes
    note: bytes
    code: str


_known: dict[str, bytes] = {}
_knowing = threading.Lock()


def make_key(password: str = "") -> NewKey:
    """Make a key and put it into the keyring; where there is none it lies under the password.

    Raises BadInput("file_key.password") when it takes one and this has less than ten letters.
    """
    key, code, uuid = (
        secrets.token_bytes(KEY_BYTES),
        secrets.token_bytes(CODE_BYTES),
        secrets.token_hex(16),
    )
    kept_in = "" if password else _keep(uuid, key)
    if not kept_in and len(password) < LEAST_PASSWORD:
        raise BadInput("file_key.password", needed=LEAST_PASSWORD)
    note = KeyNote(
        uuid,
        _check(key),
        kept_in,
        _wrap(key, code, _CODE_COSTS),
        _wrap(key, password.encode(), _PASSWORD_COSTS) if password else None,
    )
    with _knowing:
        _known[uuid] = key
    return NewKey(key, _encoded(note), written(code))


def find_key(path: Path) -> bytes:
    """Return the key by its note: known here, else in the keyring, else by the variable's secret.

    Raises StoreUnavailable: "file_key.needed" where a password is asked for, "file_key.lost" where
    the keyring does not have it, "file_key.note" for a note that can't be read.
    """
    note = read_note(path)
    key = _known.get(note.uuid) or _from_keyring(note)
    if key is None and os.environ.get(VARIABLE):
        key = _unwrapped(note, os.environ[VARIABLE])
    if key is None:
        raise StoreUnavailable(
            "file_key.needed" if note.password else "file_key.lost",
            where=str(path).removesuffix(KEY_ENDING),
        )
    with _knowing:
        _known[note.uuid] = key
    return key


def unlock(path: Path, secret: str) -> bool:
    """Open a note with its recovery code or password; the key goes into the keyring anew.

    Returns whether the keyring has it. Raises BadInput("file_key.wrong").
    """
    note = read_note(path)
    key = _unwrapped(note, secret)
    if key is None:
        raise BadInput("file_key.wrong")
    with _knowing:
        _known[note.uuid] = key
    if note.password is not None:
        return False
    kept_in = _keep(note.uuid, key)
    if kept_in and kept_in != note.keyring:
        with contextlib.suppress(OSError):
            _replace(path, replace(note, keyring=kept_in))
    return bool(kept_in)


def fits_code(path: Path, typed: str) -> bool:
    """Tell whether this is the recovery code of a file, by its note; False without one."""
    code = read(typed)
    try:
        note = read_note(path)
    except StoreUnavailable:
        return False
    return code is not None and _open(note, note.code, code) is not None


def takes_password(path: Path) -> bool:
    """Tell whether a file asks for a password of people each time; False for an unreadable note."""
    try:
        return read_note(path).password is not None
    except StoreUnavailable:
        return False


def has_keyring() -> bool:
    """Tell whether this system has a store for keys."""
    return bool(keyring_name())


def moved_keyring(path: Path) -> bool:
    """Tell whether the store of keys is another one than the key was put into."""
    try:
        note = read_note(path)
    except StoreUnavailable:
        return False
    return bool(note.keyring) and keyring_name() != note.keyring


def read_note(path: Path) -> KeyNote:
    """Return the note of a file's key; raises StoreUnavailable("file_key.note")."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=KeyNote)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        where = str(path).removesuffix(KEY_ENDING)
        raise StoreUnavailable("file_key.note", where=where) from error


def forget_known() -> None:
    """Forget the keys found in this process; the next look asks the keyring again."""
    with _knowing:
        _known.clear()


def known() -> dict[str, bytes]:
    """Return the keys found in this process by their numbers, for a process of our own."""
    with _knowing:
        return dict(_known)


def learn(keys: dict[str, bytes]) -> None:
    """Take over the keys of the process that started this one."""
    with _knowing:
        _known.update(keys)


def keyring_name() -> str:
    """Return what the store of keys is called that would be used, '' where there is none."""
    import keyring
    from keyring.backends import chainer, fail, null

    store: Any = keyring.get_keyring()
    if isinstance(store, chainer.ChainerBackend):
        store = next(iter(store.backends), None)
    if store is None or isinstance(store, (fail.Keyring, null.Keyring)):
        return ""
    return f"{type(store).__module__}.{type(store).__qualname__}"


# ------------------------------------------------------------------------- inside


def _keep(uuid: str, key: bytes) -> str:
    """Put a key into the keyring and read it back; return the store's name, '' for none."""
    import keyring
    from keyring.errors import KeyringError

    name = keyring_name()
    if not name:
        return ""
    told = base64.b64encode(key).decode()
    try:
        keyring.set_password(SERVICE, f"file/{uuid}", told)
        return name if keyring.get_password(SERVICE, f"file/{uuid}") == told else ""
    except (KeyringError, RuntimeError, OSError):
        return ""


def _from_keyring(note: KeyNote) -> bytes | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        told = keyring.get_password(SERVICE, f"file/{note.uuid}") or ""
        key = base64.b64decode(told, validate=True)
    except (KeyringError, RuntimeError, OSError, binascii.Error, ValueError):
        return None
    return key if hmac.compare_digest(_check(key), note.check) else None


def _unwrapped(note: KeyNote, secret: str) -> bytes | None:
    code = read(secret)
    found = _open(note, note.code, code) if code is not None else None
    if found is None and note.password is not None:
        found = _open(note, note.password, secret.encode())
    return found


def _wrap(key: bytes, secret: bytes, costs: tuple[int, int, int]) -> Wrapped:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    text = AESGCM(_derived(secret, salt, *costs)).encrypt(nonce, key, None)
    passes, kib, lanes = costs
    return Wrapped(_text(salt), passes, kib, lanes, _text(nonce), _text(text))


def _open(note: KeyNote, wrapped: Wrapped, secret: bytes) -> bytes | None:
    """Return the key under a secret, None when it is not the secret or the note was damaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        salt, nonce, text = (
            base64.b64decode(part) for part in (wrapped.salt, wrapped.nonce, wrapped.text)
        )
        derived = _derived(secret, salt, wrapped.passes, wrapped.kib, wrapped.lanes)
        key = AESGCM(derived).decrypt(nonce, text, None)
    except (InvalidTag, ValueError, MemoryError):
        return None
    return key if hmac.compare_digest(_check(key), note.check) else None


_MOST_KIB: Final = 1_048_576
_MOST_PASSES: Final = 20


def _derived(secret: bytes, salt: bytes, passes: int, kib: int, lanes: int) -> bytes:
    """Return 32 bytes of argon2id; raises ValueError for costs that nobody means."""
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    if not (0 < passes <= _MOST_PASSES and 0 < kib <= _MOST_KIB):
        raise ValueError(kib)
    try:
        return hash_secret_raw(
            secret, salt, time_cost=passes, memory_cost=kib, parallelism=lanes,
            hash_len=KEY_BYTES, type=Type.ID,
        )  # fmt: skip
    except HashingError as error:
        raise ValueError(kib) from error


def _check(key: bytes) -> str:
    """Return what tells a key from another without telling the key."""
    return hashlib.sha256(b"leaddesk file key " + key).hexdigest()[:32]


def _text(told: bytes) -> str:
    return base64.b64encode(told).decode()


def _encoded(note: KeyNote) -> bytes:
    return msgspec.json.format(msgspec.json.encode(asdict(note)), indent=2) + b"\n"


def _replace(path: Path, note: KeyNote) -> None:
    part = path.with_name(path.name + ".tmp")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(_encoded(note))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
