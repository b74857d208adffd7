"""A centre of two skills in ciw, another simulator.

ciw knows no skills: a node of ours picks, of those who wait, the first that a free server can serve, and for him the
server free the longest. Here apart from the test, so that other processes can import it.
"""

from __future__ import annotations

from typing import Any

import ciw

MINUTE = 60_000
RATES = {"a": 70.0, "b": 50.0}
"""An hour."""
TALKS = {"a": 3.0, "b": 4.0}
PATIENCE = 4.0
"""Minutes."""
GROUPS = (("a", 2), ("ab", 3), ("b", 2))
SKILLS = "".join(f"{skills} " * count for skills, count in GROUPS).split()
HOURS, WARM_UP = 6, 1


class SkilledNode(ciw.Node):
    """Server n has the skills SKILLS[n - 1]; a customer class is the skill it needs."""

    def free(self, individual: Any) -> list[Any]:
        return [s for s in self.servers if not s.busy and individual.customer_class in SKILLS[s.id_number - 1]]

    def choose_next_customer(self) -> Any:
        waiting = (one for one in self.all_individuals if not one.server and self.free(one))
        return min(waiting, key=lambda one: (one.arrival_date, one.id_number), default=None)

    def find_free_server(self, ind: Any) -> Any:
        return min(self.free(ind), key=lambda s: (getattr(s, "since", 0.0), s.id_number), default=None)

    def detatch_server(self, server: Any, individual: Any) -> None:
        super().detatch_server(server, individual)
        server.since = self.now


def play(seed: int) -> dict[str, float]:
    """One run's measures; its unit of time is the minute."""
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions={kind: [ciw.dists.Exponential(rate / 60)] for kind, rate in RATES.items()},
        service_distributions={kind: [ciw.dists.Exponential(1 / talk)] for kind, talk in TALKS.items()},
        reneging_time_distributions={kind: [ciw.dists.Exponential(1 / PATIENCE)] for kind in RATES},
        routing={kind: ciw.routing.NetworkRouting(routers=[ciw.routing.Leave()]) for kind in RATES},
        number_of_servers=[len(SKILLS)],
    )
    simulation = ciw.Simulation(network, node_class=SkilledNode)
    simulation.simulate_until_max_time(60 * (HOURS + 1))
    counted = [row for row in simulation.get_all_records() if 60 * WARM_UP <= row.arrival_date < 60 * HOURS]
    found = {}
    for kind in RATES:
        rows = [row for row in counted if row.customer_class == kind]
        lost = sum(row.record_type == "renege" for row in rows)
        waits = [row.waiting_time if row.record_type == "service" else row.exit_date - row.arrival_date for row in rows]
        found |= {f"{kind}.lost": lost / len(rows), f"{kind}.wait": sum(waits) / len(rows) * MINUTE}
    return found
