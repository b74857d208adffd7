"""What axe-core finds wrong with a page for people who hear it, see little of it, or use no mouse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

SOURCE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.flatMap(
  ({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`))"""


def findings(page: Page) -> list[str]:
    """Each finding as `rule: where: what`; none for a page that everybody can use.

    Looked at as the page comes to rest: a colour half-way through its change is nobody's fault.
    """
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(SOURCE)
    found: list[str] = page.evaluate(RUN)
    page.emulate_media(reduced_motion="no-preference")
    return found
