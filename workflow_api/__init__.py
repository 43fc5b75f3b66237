"""workflow_api: workflows, tasks, assignment, SLA, audit."""
