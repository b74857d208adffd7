"""`gudok web`: the process that serves the screens; `gudok manage`: Django's own commands."""

from __future__ import annotations

import click


@click.command()
def main() -> None:
    """Serve the screens on the address of [web] in gudok.toml."""
    import uvicorn

    from gudok.web.config.prepare import prepare_records

    prepare_records()
    from django.conf import settings

    web = settings.GUDOK.web
    # Only a proxy on this machine may say where a request really came from.
    uvicorn.run(
        "gudok.web.config.asgi:application",
        host=web.bind,
        port=web.port,
        lifespan="off",
        access_log=False,
        log_config=None,
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1",
        timeout_graceful_shutdown=3,
        server_header=False,
    )


@click.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("arguments", nargs=-1)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's commands, as in `gudok manage makemigrations`."""
    from django.core.management import execute_from_command_line

    from gudok.web.config.prepare import start_django

    start_django()
    execute_from_command_line(["gudok manage", *arguments])
