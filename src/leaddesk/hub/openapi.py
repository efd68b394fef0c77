# SPDX-License-Identifier: MIT
"""What the hub says of its own calls: an OpenAPI document made from the table of calls."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import msgspec

import leaddesk
from leaddesk.desk.wire_calls import DEVICE_HEADER, Refused
from leaddesk.hub.calls import CALLS, JOIN, Call

_REF: Final = "#/components/schemas/{name}"
_ANY: Final = {"type": "object"}
_REFUSALS: Final = ("400", "401", "403", "404", "405", "408", "409", "413", "415", "422", "426",
                    "429", "503")  # fmt: skip


@cache
def document() -> bytes:
    """Return the document, as JSON."""
    kinds = {call.body for call in CALLS.values() if call.body is not bytes} | {Refused}
    kinds |= {call.answer for call in CALLS.values() if call.answer is not None}
    ordered = sorted(kinds, key=lambda kind: kind.__name__)
    _, schemas = msgspec.json.schema_components(ordered, ref_template=_REF)
    paths: dict[str, Any] = {f"/v1/{name}": {"post": _post(name, CALLS[name])} for name in CALLS}
    paths["/v1/pokes"] = {"get": _get("Be told at once that something changed.",
                                      "text/event-stream", token=True)}  # fmt: skip
    paths["/health"] = {"get": _get("Whether the hub works.", "application/json")}
    paths["/metrics"] = {"get": _get("Counts, for whoever runs the hub.", "text/plain")}
    paths["/openapi.json"] = {"get": _get("This.", "application/json")}
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "LeadDesk hub", "version": leaddesk.__version__},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }
    return msgspec.json.encode(whole)


def _post(name: str, call: Call) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": name,
        "summary": call.what,
        "requestBody": {"required": True, "content": _json(_schema(call.body))},
        "responses": {"200": _told("The answer.", _schema(call.answer)), **_refusals()},
    }
    if name != JOIN:
        told |= _with_token()
    return told


def _get(what: str, kind: str, *, token: bool = False) -> dict[str, Any]:
    told: dict[str, Any] = {
        "summary": what,
        "responses": {
            "200": {"description": "The answer.", "content": {kind: {}}},
            **_refusals(),
        },
    }
    return told | (_with_token() if token else {})


def _with_token() -> dict[str, Any]:
    device = {"name": DEVICE_HEADER, "in": "header", "required": True,
              "schema": {"type": "string", "pattern": "^[0-9A-Za-z_-]{1,32}$"}}  # fmt: skip
    return {"security": [{"token": []}], "parameters": [device]}


def _refusals() -> dict[str, Any]:
    schema = {"$ref": _REF.format(name=Refused.__name__)}
    return {status: _told("Why not.", schema) for status in _REFUSALS}


def _told(what: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": what, "content": _json(schema)}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _schema(kind: type | None) -> dict[str, Any]:
    if kind is None or kind is bytes:
        return dict(_ANY)
    return {"$ref": _REF.format(name=kind.__name__)}
