"""Counters of all processes of a service, kept where the counted changes are kept."""

from django.db import models


class Increment(models.Model):
    """One event not yet added to its total. Inserted, never updated: counting waits for nobody."""

    name = models.CharField(max_length=100)
    # The label values as a JSON list, in the order in which the metric declares its labels.
    labels = models.TextField()
    times = models.PositiveIntegerField()
    amount = models.FloatField()


class Total(models.Model):
    """The sum of all increments of one series that were folded so far."""

    pk = models.CompositePrimaryKey("name", "labels")
    name = models.CharField(max_length=100)
    labels = models.TextField()
    times = models.PositiveBigIntegerField()
    amount = models.FloatField()
