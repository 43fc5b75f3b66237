"""Settings of workflow_api. Values that differ between places come from the environment."""

from shared.contracts.tickets import HDTS_PRIORITY_MAP as DOCUMENTED_PRIORITY_MAP
from shared.env import env, env_bool, env_int, env_json
from shared.keyring import keyring
from shared.settings import *

INSTALLED_APPS = [
    *BASE_APPS,
    "shared.dead_letters",
    "workflow_api.roles",
    "workflow_api.calendars",
    "workflow_api.workflows",
    "workflow_api.drafting",
    "workflow_api.live",
    "workflow_api.tickets",
    "workflow_api.tasks",
    "workflow_api.holds",
    "workflow_api.checklists",
    "workflow_api.assignment",
    "workflow_api.board",
    "workflow_api.capacity",
    "workflow_api.hand_over",
    "workflow_api.sla",
    "workflow_api.disputes",
    "workflow_api.external",
    "workflow_api.migrating",
    "workflow_api.audit",
    "workflow_api.replays",
    "shared.audit",
    "workflow_api.system",
    "workflow_api.following",
    "workflow_api.views",
    "workflow_api.bulk",
    "workflow_api.macros",
]

# Key id → secret. Two keys may be valid at a time, so that a partner can change over.
HDTS_KEYS = keyring("TTS_HDTS_KEYS")
HDTS_REQUIRE_SIGNATURE = env_bool("HDTS_REQUIRE_SIGNATURE", PRODUCTION)
HDTS_PRIORITY_MAP = {**DOCUMENTED_PRIORITY_MAP, **env_json("HDTS_PRIORITY_MAP", "{}")}

AMS_URL = env("TTS_AMS_URL", "")
AMS_API_KEY = env("TTS_AMS_API_KEY", "")
AMS_KEYS: dict[str, str] = env_json("TTS_AMS_KEYS", "{}")
BMS_URL = env("TTS_BMS_URL", "")
BMS_TOKEN = env("TTS_BMS_TOKEN", "")
BMS_CURRENCY = env("TTS_BMS_CURRENCY", "USD")
BMS_KEYS: dict[str, str] = env_json("TTS_BMS_KEYS", "{}")
SALES_URL = env("TTS_SALES_URL", "")
SALES_API_KEY = env("TTS_SALES_API_KEY", "")
ERP_URL = env("TTS_ERP_URL", "")
ERP_API_KEY = env("TTS_ERP_API_KEY", "")
ESIGNATURE_URL = env("TTS_ESIGNATURE_URL", "")
ESIGNATURE_API_KEY = env("TTS_ESIGNATURE_API_KEY", "")
SMS_URL = env("TTS_SMS_URL", "")
SMS_API_KEY = env("TTS_SMS_API_KEY", "")
SMS_SENDER = env("TTS_SMS_SENDER", "TTS")
# How many open items fill the hands of a person of whom nothing else is said.
CAPACITY = env_int("TTS_CAPACITY", 10)
INTEGRATIONS = ("auth", "ams", "bms", "sales", "erp", "esignature", "sms")

# How it is written down that somebody has read, exported or verified the audit.
AUDIT_NOTE = "workflow_api.audit.noting.note"

RETENTION = {
    **DEAD_LETTER_RETENTION,
    "workflow_api.drafting.services.forget_revisions": 3,
    "workflow_api.replays.services.forget": 30,
    "workflow_api.bulk.services.forgetting.forget": 30,
    "workflow_api.macros.services.undoing.forget": 1,
}
# A finished task can be reopened so long; 0: until somebody closes it.
CLOSE_AFTER_DAYS = env_int("TTS_CLOSE_AFTER_DAYS", 14)
SCHEDULE = {
    **DEAD_LETTER_SCHEDULE,
    "workflow_api.drafting.services.forget_editors": 600,
    "workflow_api.external.asking_again.ask_again_due": 15,
    "workflow_api.live.adding.add_up": 600,
    "workflow_api.replays.services.advance": 1,
    "workflow_api.migrating.services.running.run": 1,
    "shared.audit.sealing.seal_new_rows": 3,
    "workflow_api.roles.services.reconcile": 3600,
    "workflow_api.bulk.services.running.work": 1,
    "workflow_api.sla.services.scan": 15,
    "workflow_api.tasks.services.closing.close_ended": 300,
    "workflow_api.tasks.services.coordinating.coordinate_waiting": 5,
    "workflow_api.tasks.services.returning.return_departed": 5,
    "workflow_api.tasks.services.returning.return_untouched": 15,
    "workflow_api.tasks.services.holding.lift_due": 5,
    "workflow_api.sla.recounting.work": 5,
    "workflow_api.sla.timings.count": 3600,
    "workflow_api.tasks.services.waiting.assign_waiting": 5,
    "workflow_api.tasks.services.waking.wake_due": 5,
    "workflow_api.tickets.routing.route_waiting": 60,
}

EXAMPLE_WORDS = (
    *EXAMPLE_WORDS,
    "workflow_api.words.acts",
    "workflow_api.words.tasks",
    "workflow_api.words.design",
    "workflow_api.words.lists",
)

SPECTACULAR_SETTINGS = {
    **SPECTACULAR_SETTINGS,
    "ENUM_NAME_OVERRIDES": {
        "DeadLetterStateEnum": "shared.dead_letters.models.DeadLetter.State",
        "MacroScopeEnum": "workflow_api.macros.models.Macro.Scope",
        "MacroTextKindEnum": "workflow_api.macros.models.Macro.TextKind",
        "ReplayStatusEnum": "workflow_api.replays.models.Replay.Status",
        "RecountStatusEnum": "workflow_api.sla.models.Recount.Status",
        "MigrationStatusEnum": "workflow_api.migrating.models.Migration.Status",
        "MoveStatusEnum": "workflow_api.migrating.models.Move.Status",
        "TaskStatusEnum": "workflow_api.tasks.states.STATUSES",
        "WorkflowStatusEnum": "workflow_api.workflows.models.Workflow.Status",
        "SlaStateEnum": "workflow_api.tasks.states.SLA_STATES",
        "PathStepStateEnum": "workflow_api.tasks.progress.STATES",
        "ExternalCallStateEnum": "workflow_api.external.models.ExternalCall.State",
        "EndActionStateEnum": "workflow_api.external.models.EndAction.State",
        "TaskColumnEnum": "workflow_api.views.columns.COLUMNS",
        "BulkJobStateEnum": "workflow_api.bulk.models.BulkJob.State",
        "BulkItemStateEnum": "workflow_api.bulk.models.BulkItem.State",
        "TicketStateEnum": "workflow_api.tickets.models.WorkflowTicket.State",
    },
}
