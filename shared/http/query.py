"""Query parameters: known ones filter, unknown ones are an error instead of a silent nothing."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import BooleanFilter as LenientBooleanFilter
from django_filters import FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

PAGING = frozenset({"page", "page_size", "cursor", "format"})
TRUTH = {"true": True, "1": True, "false": False, "0": False}


class StrictBooleanField(forms.Field):
    def to_python(self, value: Any) -> bool | None:
        if value in self.empty_values:
            return None
        if (known := TRUTH.get(str(value).lower())) is None:
            raise forms.ValidationError("must be true or false")
        return known


class BooleanFilter(LenientBooleanFilter):
    """django-filter's own ignores what is neither true nor false; here it is an error."""

    field_class = StrictBooleanField


class StrictFilterBackend(DjangoFilterBackend):
    """Filters by the view's `filterset_class`; `query_params` names further ones it reads."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        known = known_parameters(self.get_filterset_class(view, queryset), view)
        check_query(request, known)
        # A set of filters is a form, built anew each time: dear where nothing is asked of it.
        if known.isdisjoint(request.query_params):
            return queryset
        return super().filter_queryset(request, queryset, view)


def known_parameters(filterset: type[FilterSet] | None, view: Any) -> frozenset[str]:
    filters = frozenset(filterset.base_filters) if filterset else frozenset()
    return filters | frozenset(getattr(view, "query_params", ()))


def check_query(request: Request, known: frozenset[str]) -> None:
    """ValidationError naming each query parameter that is neither known nor about paging."""
    unknown = sorted(set(request.query_params) - known - PAGING)
    if unknown:
        allowed = ", ".join(sorted(known)) or "none"
        raise ValidationError(dict.fromkeys(unknown, f"unknown parameter; known: {allowed}"))
