from django.db.models import Q, QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet, OrderingFilter

from workflow_api.workflows.models import Workflow


class WorkflowFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """`search` looks at name and description."""

    status = ChoiceFilter(choices=Workflow.Status.choices)
    category = CharFilter(lookup_expr="iexact")
    sub_category = CharFilter(lookup_expr="iexact")
    department = CharFilter(lookup_expr="iexact")
    search = CharFilter(method="filter_search")
    ordering = OrderingFilter(fields=["name", "category", "status", "updated_at"])

    class Meta:
        model = Workflow
        fields: list[str] = []

    def filter_search(self, rows: QuerySet[Workflow], _: str, text: str) -> QuerySet[Workflow]:
        return rows.filter(Q(name__icontains=text) | Q(description__icontains=text))
