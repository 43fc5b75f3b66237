"""The operations of other systems that integration steps may call, with what each needs."""

from collections.abc import Mapping

OPERATIONS: Mapping[str, tuple[str, ...]] = {
    "ams.reserve_asset": ("asset_id",),
    "bms.check_budget": ("amount", "category"),
    "erp.post_document": ("amount",),
    "esignature.request_signature": ("document_title",),
    "sales.submit_order": ("sku",),
    "sms.send_text": ("to",),
}
"""Operation → the fields its request cannot do without."""

WAITED = "done"
"""Outcome of the ways that are taken when the time of a wait step is over."""

SUCCESS = ("done", "approve")
"""Outcomes of the ways out that a good answer takes."""
