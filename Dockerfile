# The image of every Python process: services, simulators and provisioning.
FROM python:3.13-slim AS packages
COPY requirements/base.txt /requirements.txt
RUN python -m venv /opt/venv \
 && /opt/venv/bin/python -m pip install --no-cache-dir --require-hashes -r /requirements.txt

FROM python:3.13-slim
RUN useradd --system --uid 10000 --no-create-home tts \
 # Each service mounts a volume of its own here, under a user of its own.
 && install -d -m 1777 /var/lib/tts
COPY --from=packages /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/srv/tts PYTHONUNBUFFERED=1
WORKDIR /srv/tts
COPY shared shared
COPY deploy deploy
COPY auth_service auth_service
COPY workflow_api workflow_api
COPY ticket_service ticket_service
COPY messaging_service messaging_service
COPY notification_service notification_service
COPY simulators simulators
COPY test-data test-data
# The root file system is read-only at run time, so bytecode is made now.
RUN python -m compileall -q /srv/tts
ENV PYTHONDONTWRITEBYTECODE=1
USER tts
# Arguments: the file that holds the process's environment, then its command.
ENTRYPOINT ["python", "-S", "/srv/tts/deploy/launch.py"]
