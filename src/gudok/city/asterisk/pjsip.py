"""pjsip.conf of the city: a line to the centre, and the robots' telephones registered there."""

from __future__ import annotations

from gudok.city.world import Robot, World
from gudok.edges.asterisk.config.ini import file, section

CENTRE = "centre"
"""The endpoint through which all calls go, both ways."""
OPERATORS = "operators"
"""The dialplan context where the centre rings the robots."""


def pjsip_conf(world: World) -> str:
    return file(
        section("global", ("type", "global"), ("user_agent", "Gudok city")) + section("system", ("type", "system")),
        section(
            "udp",
            ("type", "transport"),
            ("protocol", "udp"),
            ("bind", f"{world.asterisk.bind}:{world.asterisk.sip_port}"),
        ),
        *line(world),
        *(part for robot in world.robots for part in telephone(robot, world)),
    )


def line(world: World) -> list[str]:
    return [
        section(
            CENTRE,
            ("type", "endpoint"),
            ("context", OPERATORS),
            ("aors", CENTRE),
            ("disallow", "all"),
            ("allow", "alaw,ulaw"),
            ("direct_media", "no"),
            ("rtp_symmetric", "yes"),
            ("language", "ru"),
        ),
        section(CENTRE, ("type", "aor"), ("contact", f"sip:{world.host}:{world.port}")),
        section(CENTRE, ("type", "identify"), ("endpoint", CENTRE), ("match", world.host)),
    ]


def telephone(robot: Robot, world: World) -> list[str]:
    """A registration: the centre then rings the robot as `<endpoint>@city`."""
    return [
        section(
            robot.endpoint,
            ("type", "auth"),
            ("auth_type", "userpass"),
            ("username", robot.endpoint),
            ("password", robot.secret),
        ),
        section(
            f"{robot.endpoint}-line",
            ("type", "registration"),
            ("outbound_auth", robot.endpoint),
            ("server_uri", f"sip:{world.host}:{world.port}"),
            ("client_uri", f"sip:{robot.endpoint}@{world.host}:{world.port}"),
            ("contact_user", robot.endpoint),
            ("retry_interval", 2),
            ("forbidden_retry_interval", 10),
            ("auth_rejection_permanent", "no"),
            ("max_retries", 1_000_000),
            ("expiration", 60),
        ),
    ]
