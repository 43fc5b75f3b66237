"""The operations of other systems that integration steps may call, with what each needs."""

from collections.abc import Mapping

OPERATIONS: Mapping[str, tuple[str, ...]] = {
    "ams.get_asset": ("asset_id",),
    "ams.reserve_asset": ("asset_id",),
    "ams.release_asset": ("asset_id",),
    "bms.check_budget": ("amount",),
    "bms.reserve_budget": ("amount",),
    "bms.release_budget": ("reservation_id",),
}
"""Operation → the fields its request cannot do without."""
