"""What partners answer."""

from shared.testing.partner import Reply

RESERVED = Reply(
    body={
        "reservation_id": "RES-999",
        "status": "confirmed",
        "asset_id": "ASSET-789",
        "valid_until": "2026-12-19T10:30:00Z",
    }
)
REFUSED = Reply(
    400, {"error": "Asset not available", "available_alternatives": ["ASSET-790", "ASSET-791"]}
)
APPROVED = Reply(body={"approved": True, "approval_id": "APPR-555", "remaining_balance": "15000"})
REJECTED = Reply(
    body={"approved": False, "reason": "Insufficient budget", "rejection_code": "INSUFFICIENT"}
)
