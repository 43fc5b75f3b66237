"""What people send to workflow_api, as the examples of its API description show it."""

from typing import Any, Final

HOURS: Final = [
    {"weekday": day, "starts": starts, "ends": ends}
    for day in range(1, 6)
    for starts, ends in (("08:00", "12:00"), ("13:00", "17:00"))
]
HOLIDAYS: Final = [{"date": "2026-12-25", "name": "Christmas Day"}]
ICAL: Final = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Holidays//EN\r\nBEGIN:VEVENT\r\n"
    "UID:1@example.com\r\nDTSTAMP:20261101T080000Z\r\nDTSTART;VALUE=DATE:20261225\r\n"
    "SUMMARY:Christmas Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
CALENDARS: Final[dict[str, Any]] = {
    "CalendarInputRequest": {
        "name": "Head office",
        "description": "Two halves of a working day",
        "time_zone": "Europe/Berlin",
        "slots": HOURS,
        "holidays": HOLIDAYS,
    },
    "PreviewInputRequest": {
        "time_zone": "Europe/Berlin",
        "slots": HOURS,
        "holidays": HOLIDAYS,
        "seconds": 28800,
        "starts_at": "2026-11-23T09:14:03Z",
    },
    "HolidayImportInputRequest": {"ical": ICAL, "skip_problems": False},
    "text/calendar": ICAL,
    "RecountInputRequest": {"reason": "The holidays of 2027 are in"},
}
TASKS: Final[dict[str, Any]] = {
    "CreateTaskInputRequest": {
        "workflow_id": 4,
        "title": "Access to the payroll system",
        "description": "Asked for on the telephone",
        "priority": "medium",
        "department": "Finance",
        "requester": {"name": "Ana Cruz", "email": "ana.cruz@example.com"},
    },
    "PatchedPatchTaskInputRequest": {"version": 3, "status": "completed", "notes": "Works again"},
    "ClaimInputRequest": {"version": 3},
    "ReasonedInputRequest": {"version": 3, "reason": "Asked for twice"},
    "TickInputRequest": {"version": 3, "item": "Requester was told", "done": True},
    "CloseInputRequest": {"version": 5, "reason": "Ana confirmed it"},
    "EscalateInputRequest": {"version": 3, "reason": "Needs the vendor's help"},
    "ResolveInputRequest": {"version": 3, "action": "retry", "reason": "The system is back"},
    "HoldInputRequest": {
        "version": 3,
        "code": "waiting_for_supplier",
        "reason": "The part arrives on Monday",
        "until": "2026-11-30T08:00:00Z",
    },
    "MoveInputRequest": {"version": 3, "step": "confirm", "reason": "Done on the telephone"},
    "PriorityInputRequest": {"version": 3, "priority": "urgent", "reason": "The whole floor"},
    "ReleaseInputRequest": {"version": 3, "reason": "Away this afternoon"},
    "ReopenInputRequest": {"version": 5, "step": "diagnose", "reason": "Dead again"},
    "AdjustInputRequest": {"version": 3, "seconds": 7200, "reason": "The building was closed"},
    "TransitionInputRequest": {
        "version": 3,
        "transition": "diagnose-done",
        "notes": "A cable was loose",
        "fields": {},
    },
    "ReceiptInputRequest": {
        "idempotency_key": "8f2d6a0e-3b8f-4a53-9a57-0d6a1c0e7b11",
        "status": "confirmed",
        "reference": "AMS-2026-0042",
    },
}
TRIAGE: Final[dict[str, Any]] = {
    "RouteTicketInputRequest": {"workflow_id": 5, "reason": "It is about the network"},
    "AcceptTicketInputRequest": {"category": "IT Support", "sub_category": "Network"},
    "DeclineTicketInputRequest": {"message": "Parking is the landlord's affair."},
    "DuplicateTicketInputRequest": {"of": "TKT-2026-000120", "message": "The same socket"},
    "RuleInputRequest": {"department": "any", "workflow_id": 5, "dry_run": True},
    "SnoozeTicketInputRequest": {
        "until": "2026-11-30T08:00:00Z",
        "reason": "The workflow is being drawn",
    },
}
VIEWS: Final[dict[str, Any]] = {
    "PatchedSavedViewInputRequest": {
        "name": "Urgent of Operations",
        "sharing": "role",
        "role": "Network Engineer",
        "filters": {"priority": "urgent", "department": "Operations"},
        "ordering": "sla_deadline",
    },
    "OwnColumnsShapeRequest": {
        "columns": [{"name": "ticket_number", "width": 140}, {"name": "title", "width": 380}],
        "density": "compact",
    },
    "HabitsShapeRequest": {"default_view": "mine", "after_completing": "next"},
}
TRIALS: Final[dict[str, Any]] = {
    "ReplayInputRequest": {"days": 30, "version": "draft"},
    "SimulateInputRequest": {
        "ticket": {
            "subject": "Access to the payroll system",
            "category": "IT Support",
            "sub_category": "Access",
            "department": "Finance",
            "priority": "high",
        },
        "version": "draft",
        "choices": ["verify-done"],
        "started_at": "2026-11-23T09:14:03Z",
    },
}
WORDS: Final[dict[str, Any]] = {**CALENDARS, **TASKS, **TRIAGE, **VIEWS, **TRIALS}
