from rest_framework.pagination import PageNumberPagination


class Pagination(PageNumberPagination):
    """`page`, `page_size` (10, at most 100) → `{count, next, previous, results}`."""

    page_size = 10
    page_size_query_param = "page_size"
    max_page_size = 100
