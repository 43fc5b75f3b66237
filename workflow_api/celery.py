from shared.broker.celery import make_worker

app = make_worker("workflow_api")
