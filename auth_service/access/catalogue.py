"""The systems and roles that exist from the first start (specification: domain.md, Roles)."""

from dataclasses import dataclass, field

SYSTEMS = {
    "TTS": "Ticket tracking and workflows",
    "HDTS": "Help desk",
    "AMS": "Asset management",
    "BMS": "Budget management",
}


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """`built_in` roles are named in the services' own rules: they keep name and state."""

    name: str
    description: str
    permissions: list[str] = field(default_factory=list)
    system: str = "TTS"
    built_in: bool = False


_STEP = ["tasks.view_own", "tasks.act", "tasks.claim", "tasks.transfer", "workflows.view"]

ROLES = [
    RoleSpec(
        "Admin",
        "Sees and changes everything",
        [
            "tasks.view_all",
            "tasks.act",
            "tasks.reassign",
            "workflows.edit",
            "people.edit",
            "reports.view",
            "audit.view",
            "dead_letters.edit",
        ],
        built_in=True,
    ),
    RoleSpec(
        "Auditor",
        "Sees everything and changes nothing",
        ["tasks.view_all", "workflows.view", "people.view", "reports.view", "audit.view"],
        built_in=True,
    ),
    RoleSpec(
        "Manager",
        "Directs the work of a department",
        [
            "tasks.view_department",
            "tasks.claim",
            "tasks.transfer",
            "tasks.reassign",
            "workflows.view",
            "reports.view",
        ],
        built_in=True,
    ),
    RoleSpec(
        "Ticket Coordinator",
        "Owns tasks from start to end",
        [*_STEP, "tasks.view_owned", "tasks.reassign", "reports.view"],
        built_in=True,
    ),
    RoleSpec(
        "Requester",
        "Submits tickets and follows them",
        ["tickets.submit", "tickets.view_own"],
        built_in=True,
    ),
    RoleSpec("IT Support", "Helps with devices, programs and access", _STEP),
    RoleSpec("Network Engineer", "Keeps the network running", _STEP),
    RoleSpec("Security Officer", "Decides about access", _STEP),
    RoleSpec("Asset Custodian", "Hands out and takes back equipment", _STEP),
    RoleSpec("Budget Analyst", "Examines budget proposals", _STEP),
    RoleSpec("Budget Approver", "Decides about budgets", _STEP),
    RoleSpec("Employee", "Asks the help desk", ["tickets.submit"], system="HDTS", built_in=True),
]

BUILT_IN = {(role.system.lower(), role.name.lower()) for role in ROLES if role.built_in}
ADMIN = ("TTS", "Admin")
