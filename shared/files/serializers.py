"""How files look from outside."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.files.kinds import KINDS
from shared.files.models import FileState


class FilePerson(serializers.Serializer):
    id = serializers.IntegerField(source="uploaded_by_id")
    name = serializers.CharField(source="uploaded_by_name")


class FileOutput(serializers.Serializer):
    """`deleted`: the stub of a file that is gone. `quarantined`: kept, and not handed out before an
    admin releases it; `suspicion` says why."""

    id = serializers.UUIDField()
    filename = serializers.CharField()
    media_type = serializers.CharField(help_text="By the content")
    size = serializers.IntegerField(help_text="Bytes")
    sha256 = serializers.CharField()
    state = serializers.ChoiceField(choices=FileState.choices)
    suspicion = serializers.CharField()
    inline = serializers.BooleanField(help_text="Whether a browser may show it")
    uploaded_by = FilePerson(source="*")
    uploaded_at = serializers.DateTimeField()
    deleted_at = serializers.DateTimeField(allow_null=True)


class QuarantinedFileOutput(FileOutput):
    """A file that waits for an admin to release or delete it."""

    ticket_number = serializers.CharField()


class FileKindOutput(serializers.Serializer):
    media_type = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field, named as an attribute
    endings = serializers.ListField(child=serializers.CharField())


class FileRulesOutput(serializers.Serializer):
    max_bytes = serializers.IntegerField(help_text="Of one file")
    ticket_bytes = serializers.IntegerField(help_text="Of all files of a ticket")
    ticket_files = serializers.IntegerField()
    kinds = FileKindOutput(many=True)


def rules() -> dict[str, Any]:
    return {
        "max_bytes": settings.FILE_MAX_BYTES,
        "ticket_bytes": settings.FILE_QUOTA_BYTES,
        "ticket_files": settings.FILES_PER_TICKET,
        "kinds": list(KINDS.values()),
    }


class FileRulesView(APIView):
    """What kinds of files are taken, and how large they may be."""

    @extend_schema(responses=FileRulesOutput)
    def get(self, request: Request) -> Response:
        return Response(FileRulesOutput(rules()).data)
