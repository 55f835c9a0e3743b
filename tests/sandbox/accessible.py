"""What axe-core finds on a page and in its frames, by the rules of WCAG 2.2 AA and axe's own good practice."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page

OPTIONS = '{resultTypes: ["violations"], rules: {"target-size": {enabled: true}}}'
SAY = "`${one.id}: ${node.target.join(' ')}: ${node.failureSummary}`"
RUN = f"axe.run(document, {OPTIONS}).then((all) => all.violations.flatMap((one) => one.nodes.map((node) => {SAY})))"


async def complaints(page: Page) -> list[str]:
    """Each violation with its place and what to do; none where all is well."""
    for frame in page.frames:
        await frame.evaluate(AXE_SCRIPT)
    found: list[str] = await page.evaluate(RUN)
    return found
