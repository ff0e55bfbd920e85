"""The trouble of a world: what is scripted to go wrong, what the plan of faults says, what is closed."""

from adapters.memory.faults import Fault, FaultPlan, Halt, Refuse
from bot.chat.place import Place, Platform


class Trouble:
    """Decides for each call whether it fails; halts and closed places last until they are lifted."""

    def __init__(self, plan: FaultPlan | None) -> None:
        self.plan = plan
        self.halted: dict[Platform, str] = {}
        self.closed: dict[Place, str] = {}
        self._scripted: list[tuple[Fault, str | None, Place | None]] = []
        self._attempts: dict[str, int] = {}

    def script(self, fault: Fault, method: str | None, place: Place | None) -> None:
        """Let the next such call fail; None stands for any method, any place."""
        self._scripted.append((fault, method, place))

    def of(self, platform: Platform, method: str, place: Place, key: str) -> Fault | None:
        """What goes wrong with this call."""
        if platform in self.halted:
            return Halt(self.halted[platform])
        if place in self.closed and method != "show":
            return Refuse(self.closed[place])
        for number, (fault, of_method, of_place) in enumerate(self._scripted):
            if of_method in (None, method) and of_place in (None, place):
                del self._scripted[number]
                if isinstance(fault, Halt):
                    self.halted[platform] = fault.why
                return fault
        if self.plan is None or not key:
            return None
        attempt = self._attempts[key] = self._attempts.get(key, 0) + 1
        return self.plan.decide(key, attempt)
