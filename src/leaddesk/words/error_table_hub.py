# SPDX-License-Identifier: MIT
"""The words of errors of the hub's server and of the way to it."""

from __future__ import annotations

_NOTHING = "Nothing was started."
_NOT_TAKEN = "Nothing was taken."

HUB_ERRORS = {
    # What a hub answers.
    "workstation_too_old": "This LeadDesk is too old for the team’s hub. Your work goes on and is "
    "kept here. Update LeadDesk on this computer; then it is sent.",
    "hub_too_old": "The team’s hub is too old for this LeadDesk. Your work goes on and is kept "
    "here. Whoever runs the hub has to update it; then it is sent.",
    "hub_bad_header": f"A header of this call is missing, doubled or can’t be: {{where}}. "
    f"{_NOT_TAKEN}",
    "hub_bad_kind": f"A call is application/json, and not packed. {_NOT_TAKEN}",
    "hub_bad_body": f"What was sent can’t be read: {{detail}}. {_NOT_TAKEN}",
    "hub_too_large": f"A call of this kind may have {{detail}} bytes. {_NOT_TAKEN}",
    "hub_too_slow": f"What was sent took too long to arrive. {_NOT_TAKEN}",
    "hub_too_often": f"Too many calls in a minute. {_NOT_TAKEN} Try again in {{again_in}} seconds.",
    "hub_nowhere": "The hub has no such call. Its calls are listed at /openapi.json.",
    "hub_wrong_method": "The hub’s calls are made with POST; pokes, health and metrics are read "
    "with GET.",
    "hub_gone": f"The caller went away. {_NOT_TAKEN}",
    "hub_failed": "Something unexpected happened at the hub. What was shown as logged is safe. "
    "Whoever runs the hub finds a report beside its log.",
    "hub_identities": "The workstation “{what}” has come back under too many new numbers. Your "
    "work is kept here. A team lead has to invite it anew.",
    "hub_database": "The hub’s database can’t be used at this moment. What was shown as logged is "
    "safe. Try again; whoever runs the hub finds the reason in its log.",
    "metrics_closed": "The metrics are shown to programs of the hub’s own computer, and to whoever "
    "sends the token of the metrics.",
    # The way to the hub.
    "hub_no_route": "The hub can’t be found: {where}. Check the network of this computer.",
    "hub_refused_connection": "Nothing answers at the hub’s address: {where}. Whoever runs the hub "
    "has to start it.",
    "hub_timed_out": "The hub did not answer in time. Check the network of this computer.",
    "hub_cut": "The connection to the hub broke. Check the network if it stays so.",
    "hub_other_certificate": "Another certificate answers at the hub’s address, so nothing was "
    "sent. If the hub was moved or made anew, ask your team lead for a new invitation.",
    "hub_not_trusted": "The certificate at the hub’s address is not one that this computer trusts, "
    "so nothing was sent.",
    "hub_not_ours": "What answers at the hub’s address is not a LeadDesk hub. A page that asks you "
    "to log in to the network may stand in between.",
    "hub_busy": "The hub has too much to do just now. Try again in a moment.",
    "hub_bad_address": "This is no address of a hub: {where}. Nothing was sent. Give one like "
    "https://hub.example.com:8443.",
    # Starting a hub.
    "hub.missing": f"The part that a hub needs is not installed. {_NOTHING} Install it with "
    'pip install "leaddesk[hub]" and start it again.',
    "hub.address": f"{{where}} can’t be listened on: {{detail}}. {_NOTHING} Choose another address "
    "with --listen HOST:PORT.",
    "hub.plain_address": f"Behind a proxy the hub speaks plain HTTP, so it listens on this "
    f"computer alone. {_NOTHING} Use --listen 127.0.0.1:PORT or --listen unix:/a/path.",
    "hub.bad_listen": f"This is no address to listen on: {{where}}. {_NOTHING} Write HOST:PORT, "
    "[IPV6]:PORT or unix:/a/path.",
    "hub.certificate": f"The certificate or its key can’t be used: {{where}} ({{detail}}). "
    f"{_NOTHING}",
    "hub.half_certificate": f"--certificate and --key belong together. {_NOTHING} Give both, or "
    "none for a certificate of the hub’s own.",
    "hub.metrics_token": f"The token of the metrics can’t be read from {{where}}, or is shorter "
    f"than 16 characters. {_NOTHING}",
    "workstation_unclear": "“{where}” fits more than one workstation: {detail}. Nothing was "
    "changed. Type more of its id.",
    "hub.solo_file": "{where} is the database of this computer’s own window. It was not touched. "
    "Give the hub a file of its own with --database, or none for hub.db.",
}
