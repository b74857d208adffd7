"""What a page may load and talk to."""

from __future__ import annotations


def content_policy() -> str:
    """The Content-Security-Policy of every page: our own files only, no script in the page.

    A browser's telephone talks to Asterisk's WebSocket on another port (or behind a proxy), hence `ws: wss:`.
    Widths and colours of bars are style attributes; whole styles in the page stay forbidden.
    """
    rules = {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
        "style-src-attr": "'unsafe-inline'",
        "img-src": "'self' data:",
        "media-src": "'self' blob:",
        "connect-src": "'self' ws: wss:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
