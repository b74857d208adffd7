"""Which rights open which address: any one of them. Under none stands what everybody opens who signed in.

A new address gets its line here as well as in doors.py. Those of the API name theirs in its description (`x-rights`).
"""

from __future__ import annotations

# fmt: off
OPENED_BY: dict[tuple[str, ...], tuple[str, ...]] = {
    (): (
        "home", "live_token", "profile", "password", "sessions", "session_end", "factors", "totp_new", "passkey_new",
        "passkey_made", "factor_drop", "recovery_codes", "api_docs", "again", "again_passkey", "again_passkey_proof",
    ),
    ("customers.see",): (
        "people", "customer", "companies", "company", "customer_story",
    ),
    ("people.merge",): (
        "duplicates", "customer_merge", "merge_undo",
    ),
    ("people.request",): (
        "customer_held", "customer_held_file", "customer_erase",
    ),
    ("people.transfer",): (
        "customers_import", "customer_import", "customer_import_state", "customer_import_act", "customers_export",
    ),
    ("customers.change",): (
        "customer_new", "customer_delete", "company_new", "company_delete",
    ),
    ("calls.see_own", "calls.see_team", "calls.see_all"): (
        "calls", "call", "call_json",
    ),
    ("calls.export",): (
        "calls_export",
    ),
    ("recordings.listen",): (
        "call_recording", "call_peaks",
    ),
    ("calls.see_team", "calls.see_all"): (
        "day", "day_operator",
    ),
    ("calls.see_all",): (
        "whatif", "whatif_trial", "whatif_state", "whatif_stop",
    ),
    ("setup.change",): (
        "versions", "setup_file", "setup_archive", "setup_upload", "version", "version_file", "version_back",
        "prompt_sound", "prompt_preview", "prompt_spoken", "flows", "flow_new", "flow", "flow_draft", "flow_use",
        "flow_forget", "flow_rename", "flow_delete", "flow_choices", "flow_walk", "flow_counts", "setup_keeping",
        "flow_sound", "trunk_state", "trunk_call", "trunk_look", "trunk_stop",
        "guide", "guide_centre", "guide_server", "guide_trial", "guide_status",
        "guide_story", "guide_step", "guide_mark", "setup_hours_holidays", "setup_outgoing", "alerts_mail",
        "setup_rows", "setup_row_new", "setup_row", "setup_row_delete", "setup_routing", "setup_levels",
        "setup_ordering", "setup_cases",
    ),
    ("api.use",): (
        "setup_tokens", "setup_token_new", "setup_token_revoke", "setup_webhooks", "setup_webhook_new",
        "setup_webhook", "setup_webhook_log", "setup_webhook_skip", "setup_webhook_renew", "setup_webhook_delete",
        "setup_webhook_again",
    ),
    ("staff.change",): (
        "teams", "team_new", "team", "team_delete", "roles", "role_new", "role", "role_delete", "person_link",
        "person_factors", "person_open", "person_session_end", "person_link_shown", "staff_import", "staff_example",
        "staff_export", "staff_preview", "staff_take", "staff_links", "setup_staff", "setup_person_new",
        "setup_person", "setup_renew", "setup_telephone",
    ),
    ("setup.change", "staff.change", "audit.see", "api.use", "scripts.edit"): (
        "setup",
    ),
    ("desk.use", "talk.listen", "talk.whisper", "talk.barge", "talk.take_over"): (
        "telephone_ice",
    ),
    ("security.change",): (
        "security", "company_account", "directory", "directory_trial",
    ),
    ("audit.see",): (
        "audit",
    ),
    ("desk.use",): (
        "script_of_call", "script_save",
        "results_owed", "desk", "desk_phone", "desk_mine", "desk_why", "desk_line", "desk_choices", "desk_ask",
        "desk_phone_keep", "desk_phone_leave", "live_desk",
    ),
    ("desk.use", "talk.take_over"): (
        "desk_targets", "desk_card", "desk_note",
    ),
    ("desk.use", "results.change"): (
        "results_choose", "result_tell",
    ),
    ("tasks.use",): (
        "tasks", "tasks_mine", "task_new", "task_act",
    ),
    ("catalogue.see",): (
        "goods", "good", "goods_export", "categories",
    ),
    ("catalogue.change",): (
        "good_new", "category_new", "category", "category_delete", "goods_upload", "goods_import",
    ),
    ("orders.take",): (
        "order_new", "order_of_call", "order_save", "order_place", "order_drop",
    ),
    ("orders.take", "orders.see"): (
        "orders", "order", "order_look",
    ),
    ("orders.take", "orders.manage"): (
        "order_move",
    ),
    ("scripts.edit", "scripts.answers"): (
        "scripts",
    ),
    ("scripts.edit",): (
        "script_new", "script", "script_draft", "script_use", "script_try", "script_forget", "script_rename",
        "script_delete", "script_edition", "script_take_up",
    ),
    ("scripts.answers",): (
        "script_answers", "script_export",
    ),
    ("cases.take",): (
        "case_new", "case_of_call", "case_place", "case_drop", "case_reopen", "case_call",
    ),
    ("cases.take", "cases.serve"): (
        "case_save", "case_move", "case_note", "case_file_add",
    ),
    ("cases.take", "cases.see", "cases.serve"): (
        "cases", "case", "case_look", "case_file",
    ),
    ("cases.export",): (
        "cases_export",
    ),
    ("orders.export",): (
        "orders_export",
    ),
    ("knowledge.see",): (
        "knowledge", "article", "article_beside", "article_confirm", "knowledge_find", "knowledge_due",
    ),
    ("knowledge.change",): (
        "article_new", "article_edit", "article_draft", "article_about", "article_publish", "article_away",
        "article_back",
    ),
    ("knowledge.change", "knowledge.receipts"): (
        "article_history", "article_edition",
    ),
    ("knowledge.receipts",): (
        "article_readers",
    ),
    ("catalogue.see", "orders.take"): (
        "goods_find",
    ),
    ("dial.out",): (
        "dial", "dial_recent", "dial_contacts", "dial_call",
    ),
    ("wall.see",): (
        "alerts", "alerts_now", "alerts_board", "alert_see", "alert_mute", "wall", "live_wall",
        "wall_standard", "wall_one", "wall_tv", "wall_chart", "walls", "wall_new", "wall_edit", "wall_settings",
        "wall_delete", "wall_first", "wall_tile",
    ),
    (
        "talk.listen", "talk.whisper", "talk.barge", "talk.take_over", "state.force", "calls.move", "calls.end",
        "queue.close", "message.send",
    ): (
        "supervise", "supervise_ask",
    ),
    ("talk.listen",): (
        "supervise_telephone", "supervise_phone",
    ),
    ("message.send",): (
        "supervise_messages",
    ),
}
# fmt: on

RIGHTS_OF = {name: rights for rights, names in OPENED_BY.items() for name in names}
