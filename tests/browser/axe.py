"""axe-core looks at a page; its script comes with axe-playwright-python, the rest is these few lines."""

from dataclasses import dataclass
from importlib.resources import files

from playwright.async_api import Page

GRAVE = ("serious", "critical")
_RUN = """async ([grave, part, rules]) => {
  const only = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
  const { violations } = await axe.run(part, { resultTypes: ["violations"], ...only });
  return violations.filter((one) => grave.includes(one.impact)).flatMap((one) => one.nodes.map((node) =>
    [one.id, node.target.flat().join(" "), node.failureSummary]));
}"""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A rule that an element breaks."""

    rule: str
    element: str


async def grave_faults(page: Page, part: str = "html", *rules: str) -> dict[Fault, str]:
    """What is serious or critical in a part, and how it is put right; all rules are tried, or only these."""
    if not await page.evaluate("'axe' in window"):
        script = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
        # Not as a script element: the page's own policy may well refuse one.
        await page.evaluate(script)
    found: list[tuple[str, str, str]] = await page.evaluate(_RUN, [GRAVE, part, rules])
    return {Fault(rule, element): why for rule, element, why in found}
