"""All algorithms by name, for both questions."""

from __future__ import annotations

from typing import get_args

from gudok.core.ranking.agents.idle import LongestIdle, Regardless
from gudok.core.ranking.agents.own import Custom, Manual, Predicted
from gudok.core.ranking.agents.profile import Profile
from gudok.core.ranking.agents.ring import RingAll, RingProgressive
from gudok.core.ranking.agents.science import Fastest, IdlenessRatio, ServiceObjective, ValueIndex
from gudok.core.ranking.agents.simple import Simple
from gudok.core.ranking.agents.sticky import Preferred, Sticky
from gudok.core.ranking.agents.widening import Bullseye, ConditionalGroups, Criteria
from gudok.core.ranking.calls import ageing, arrival, own, queues
from gudok.core.ranking.modes.asterisk import AsAsterisk, CallsAsAsterisk
from gudok.core.ranking.modes.avaya import AsAvaya, CallsAsAvaya
from gudok.core.ranking.modes.connect import AsConnect, CallsAsConnect
from gudok.core.ranking.modes.freeswitch import AsFreeswitch, CallsAsFreeswitch
from gudok.core.ranking.modes.genesys import AsGenesys, CallsAsGenesys
from gudok.core.ranking.modes.taskrouter import AsTaskrouter, CallsAsTaskrouter
from gudok.core.ranking.modes.uccx import AsUccx, CallsAsUccx
from gudok.core.ranking.modes.vicidial import AsVicidial, CallsAsVicidial
from gudok.core.ranking.rule import AgentRule, CallRule, Rule

Wider = (
    Sticky | Bullseye | Criteria | Profile | ConditionalGroups | ServiceObjective | IdlenessRatio | Fastest
    | ValueIndex
)  # fmt: skip
AgentMode = AsAsterisk | AsFreeswitch | AsVicidial | AsUccx | AsAvaya | AsTaskrouter | AsConnect | AsGenesys
LiveAgentRule = Simple | Wider | Preferred | Predicted | Custom | AgentMode | RingAll | RingProgressive | Manual
"""What a queue may be set to: all there are."""
LiveCallRule = (
    arrival.Fifo | arrival.Lifo | arrival.Strict | arrival.Deadline
    | ageing.HeadStart | ageing.Slope | ageing.ObjectiveCalls | ageing.CostRate | ageing.ValueCalls
    | queues.GreatestNeed | queues.SkillLevel | queues.ProfileCalls | queues.ShareCalls | queues.QueueRatio
    | CallsAsAsterisk | CallsAsFreeswitch | CallsAsVicidial | CallsAsUccx | CallsAsAvaya | CallsAsTaskrouter
    | CallsAsConnect | CallsAsGenesys | own.CustomCalls
)  # fmt: skip
"""The same for its calls. The other one is what the operators' `manual` does: there any order is that of the list."""
AnyCallRule = LiveCallRule | own.ManualCalls


def name_of(rule: type[Rule]) -> str:
    """The algorithm's name: the field's term."""
    return str(rule.__struct_config__.tag)


AGENT_RULES: dict[str, type[AgentRule]] = {name_of(rule): rule for rule in get_args(LiveAgentRule)}
CALL_RULES: dict[str, type[CallRule]] = {name_of(rule): rule for rule in get_args(AnyCallRule)}
LIVE_AGENT_RULES = tuple(name_of(rule) for rule in get_args(LiveAgentRule))
LIVE_CALL_RULES = tuple(name_of(rule) for rule in get_args(LiveCallRule))
USUAL_AGENTS = LongestIdle()
USUAL_CALLS = arrival.Strict()
"""What a queue does when nothing else is said: VIPs first, then first come, first served; ready the longest."""
REGARDLESS = Regardless()
"""The same where what its calls need cannot be read."""
CODES = tuple(sorted({rule.code for rule in (*AGENT_RULES.values(), *CALL_RULES.values())} - {""}))
"""The codes of all choices; each is worded."""
