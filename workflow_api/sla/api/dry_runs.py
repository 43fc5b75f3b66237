"""`?dry_run=true`: what would happen, without it happening."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request

from shared.http.query import check_query

DRY_RUN = OpenApiParameter("dry_run", bool, description="Only tell what would happen")


class DryRunQuery(serializers.Serializer):
    dry_run = serializers.BooleanField(default=False)


def is_dry_run(request: Request) -> bool:
    """Whether it was asked for; any other query parameter is an error."""
    check_query(request, frozenset({"dry_run"}))
    query = DryRunQuery(data=request.query_params)
    query.is_valid(raise_exception=True)
    return bool(query.validated_data["dry_run"])
