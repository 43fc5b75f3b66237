from rest_framework import serializers


class SignInDelayOutput(serializers.Serializer):
    """`failures` since the last success; until `blocked_until` no attempt is even looked at."""

    failures = serializers.IntegerField()
    blocked_until = serializers.DateTimeField(allow_null=True)
