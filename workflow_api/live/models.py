"""How work flowed through the steps of a workflow lately, added up now and then.

Percentiles cannot be kept up to date row by row, and reading the history of 30 days for every
look at a graph would cost more the more there is.
"""

from django.db import models


class StepFlow(models.Model):
    """The visits to a step that ended in the last 30 days, over all versions.

    A visit dwells from arrival to the way out; it waits until somebody begins to work. All in
    seconds.
    """

    workflow = models.ForeignKey("workflows.Workflow", models.CASCADE, related_name="+")
    step_key = models.CharField(max_length=64)
    visits = models.PositiveIntegerField()
    dwell_median = models.PositiveIntegerField()
    dwell_p90 = models.PositiveIntegerField()
    waiting_median = models.PositiveIntegerField()
    waiting_p90 = models.PositiveIntegerField()
    working_median = models.PositiveIntegerField()
    working_p90 = models.PositiveIntegerField()
    added_up_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="step_flow_once", fields=["workflow", "step_key"])
        ]


class WayFlow(models.Model):
    """How often a transition was taken in the last 30 days."""

    workflow = models.ForeignKey("workflows.Workflow", models.CASCADE, related_name="+")
    transition = models.CharField(max_length=64)
    taken = models.PositiveIntegerField()
    added_up_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="way_flow_once", fields=["workflow", "transition"])
        ]
