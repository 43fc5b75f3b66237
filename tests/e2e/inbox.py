"""What the walks of the inbox share."""

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1440, "height": 900}


def agent_of(world, task):
    return world.username_of(task["assigned_user"])


def fresh(world):
    return lambda task: world.task(task["task_id"])


def rows(page):
    """The list of tickets; other lists of the page are not meant."""
    return page.get_by_role("region", name="Inbox").get_by_role("listitem")
