"""The API's part of the table of doors: a stranger gets 401; who may read gets 200, or 404 where there is nothing."""

from __future__ import annotations

from gudok.web.api.resources.asks import ASKS
from gudok.web.api.resources.supervise import TABLE
from gudok.web.setup.kinds import KINDS

Outcomes = tuple[int, int, int, int, int]
STAFF, WATCHERS, ADMINISTRATOR = (401, 403, 200, 200, 200), (401, 403, 403, 200, 200), (401, 403, 403, 403, 200)
POST_ONLY = (401, 405, 405, 405, 405)


def nothing_there(outcomes: Outcomes) -> Outcomes:
    """The same door, with nothing behind it."""
    first, *rest = (404 if outcome == 200 else outcome for outcome in outcomes)
    return (first, *rest)  # type: ignore[return-value]


DOORS: dict[str, Outcomes] = {
    "api_openapi": (200, 200, 200, 200, 200),
    "api_docs": (302, 200, 200, 200, 200),
    "api_nothing": (404, 404, 404, 404, 404),
    "api_calls": STAFF,
    "api_call": nothing_there(STAFF),
    "api_recording": nothing_there(STAFF),
    "api_note": POST_ONLY,
    "api_live_queues": WATCHERS,
    "api_live_operators": WATCHERS,
    "api_live_calls": WATCHERS,
    "api_picks": (401, 403, 403, 404, 404),  # alice has no such telephone, and there is no such operator
    "api_event_kinds": (401, 200, 200, 200, 200),
    "api_events": STAFF,
    "api_companies": STAFF,
    "api_company": nothing_there(STAFF),
    "api_customers": STAFF,
    "api_customer": nothing_there(STAFF),
    "api_cases": STAFF,
    "api_case": nothing_there(STAFF),
    "api_case_move": POST_ONLY,
    "api_case_notes": nothing_there(STAFF),
    "api_orders": STAFF,
    "api_order": nothing_there(STAFF),
    "api_order_move": POST_ONLY,
    "api_articles": STAFF,
    "api_article": nothing_there(STAFF),
    "api_goods": STAFF,
    "api_good": nothing_there(STAFF),
    "api_good_prices": nothing_there(STAFF),
    "api_categories": STAFF,
    "api_live_alerts": WATCHERS,
    "api_live_alert_see": POST_ONLY,
    "api_live_alert_mute": POST_ONLY,
    "api_live_alert_unmute": POST_ONLY,
    "api_config": ADMINISTRATOR,
    "api_config_check": POST_ONLY,
    "api_versions": ADMINISTRATOR,
    "api_version": nothing_there(ADMINISTRATOR),
    "api_version_config": nothing_there(ADMINISTRATOR),
    "api_version_back": POST_ONLY,
    "api_sounds": POST_ONLY,
    "api_prompt_sound": nothing_there(ADMINISTRATOR),
    "api_flows": ADMINISTRATOR,
    "api_flow": nothing_there(ADMINISTRATOR),
    "api_flow_walk": POST_ONLY,
    "api_flow_counts": nothing_there(ADMINISTRATOR),
    "api_prompt_uses": nothing_there(ADMINISTRATOR),
    "api_messages": (401, 403, 403, 200, 200),
    "api_teams": ADMINISTRATOR,
    "api_team": nothing_there(ADMINISTRATOR),
    "api_roles": ADMINISTRATOR,
    "api_own_roles": ADMINISTRATOR,
    "api_own_role": nothing_there(ADMINISTRATOR),
    "api_day": (401, 403, 403, 200, 200),
    "api_walls": WATCHERS,
    "api_wall": nothing_there(WATCHERS),
    "api_tasks": STAFF,
    "api_task": nothing_there(STAFF),
    "api_task_act": POST_ONLY,
    "api_staff": ADMINISTRATOR,
    "api_person": nothing_there(ADMINISTRATOR),
    "api_person_secret": POST_ONLY,
    "api_audit": ADMINISTRATOR,
    "api_webhooks": ADMINISTRATOR,
    "api_webhook": nothing_there(ADMINISTRATOR),
    "api_webhook_secret": POST_ONLY,
    "api_deliveries": nothing_there(ADMINISTRATOR),
    "api_delivery_again": POST_ONLY,
    "setup_tokens": (302, 403, 403, 403, 200),
    "setup_token_new": (302, 403, 403, 403, 200),
    "setup_token_revoke": (302, 403, 403, 403, 405),
    "setup_webhooks": (302, 403, 403, 403, 200),
    "setup_webhook_new": (302, 403, 403, 403, 200),
    "setup_webhook": (302, 403, 403, 403, 404),
    "setup_webhook_log": (302, 403, 403, 403, 404),
    "setup_webhook_skip": (302, 403, 403, 403, 405),
    "setup_webhook_renew": (302, 403, 403, 403, 405),
    "setup_webhook_delete": (302, 403, 403, 403, 405),
    "setup_webhook_again": (302, 403, 403, 403, 405),
    **{f"api_power_{name}": POST_ONLY for name in TABLE},
    "api_power_message": (401, 403, 403, 200, 200),  # written to, and read at, the same address
    **{f"api_ask_{name.replace('-', '_')}": POST_ONLY for name in ASKS},
    **{f"api_{kind}": ADMINISTRATOR for kind in KINDS},
    **{f"api_{kind}_one": nothing_there(ADMINISTRATOR) for kind in KINDS},
}
