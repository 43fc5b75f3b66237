"""The REST endpoint of the simulated AMS, and the page that shows what arrived."""

from simulators.ams.inventory import Inventory, complete, read_wish
from simulators.faults.http import around
from simulators.faults.page import faults_link
from simulators.faults.site import add_faults
from simulators.idempotency import key_of
from simulators.markup import answer_mark, code, mark, page, section, table, time_of, unbroken
from simulators.partner.access import require_api_key
from simulators.partner.calls import CallLog
from simulators.partner.completions import Completions
from simulators.partner.program import add_received, fault_book
from simulators.partner.tables import COMMON_COLUMNS, common_cells
from simulators.store import Store
from simulators.web import Answer, Refused, Request, Site, html_answer, json_answer

_TONE = {"free": "good", "lent": "wait", "in_repair": "bad"}
SHOWN = 100


class Ams:
    """The parts of the simulator around one store."""

    def __init__(self, store: Store, *, api_key: str) -> None:
        self.completions = Completions(store, prefix="AMS", decide=complete)
        self._inventory = Inventory(store)
        self._calls = CallLog(store)
        self._api_key = api_key
        self.faults = fault_book(store, "reserve")

    def site(self) -> Site:
        site = Site()
        site.add("GET", "/", self._page)
        reserve = around(self.faults, "reserve", self._reserve, self._decline)
        site.add("POST", "/api/assets/reserve/", reserve)
        add_faults(site, self.faults, "AMS")
        add_received(site, self.completions)
        return site

    def _reserve(self, request: Request) -> Answer:
        require_api_key(request, self._api_key)
        body = request.json()
        try:
            key = key_of(request.headers)
            answer, status = self._inventory.reserve(read_wish(body), key), 200
        except Refused as refused:
            answer, status = refused.body, refused.status
        self._calls.add(body, status, answer)
        return json_answer(answer, status)

    def _decline(self, request: Request) -> Answer:
        raise self._inventory.refusal()

    def _page(self, request: Request) -> Answer:
        content = [
            faults_link(self.faults),
            section("Finished workflows", self._completions_table()),
            section("Reservations asked for", self._calls_table()),
            section("Assets", self._assets_table()),
        ]
        text = page(
            title="AMS, asset management",
            about="What TTS told the asset management system over AMQP and asked it over REST.",
            content="\n".join(content),
        )
        return html_answer(text)

    def _completions_table(self) -> str:
        columns = ("Received", "Ticket", "Action", "Asset", "Serial number", *COMMON_COLUMNS)
        rows = (
            (
                time_of(row["received_at"]),
                code(row["ticket_id"]),
                unbroken(row.get("action")),
                row.get("asset_name"),
                row.get("serial_number"),
                *common_cells(row),
            )
            for row in self.completions.listed(limit=SHOWN)
        )
        empty = "Nothing yet. Finish a task of an asset workflow in TTS, and it appears here."
        return table(columns, rows, empty=empty)

    def _calls_table(self) -> str:
        columns = ("Time", "Asset", "Task", "Days", "Answer", "")
        rows = (
            (
                time_of(call["at"]),
                call["request"].get("asset_id"),
                call["request"].get("task_id"),
                call["request"].get("duration_days"),
                answer_mark(call["status"]),
                call["answer"].get("reservation_id") or call["answer"].get("error"),
            )
            for call in self._calls.newest()
        )
        return table(columns, rows, empty="Nobody has asked for an asset yet.")

    def _assets_table(self) -> str:
        columns = ("Asset", "Name", "Serial number", "Kind", "State", "Reserved for")
        rows = (
            (
                code(asset["asset_id"]),
                asset["name"],
                asset["serial"],
                asset["kind"],
                mark(asset["state"].replace("_", " "), _TONE[asset["state"]]),
                asset["task_id"],
            )
            for asset in self._inventory.listed()
        )
        return table(columns, rows, empty="No assets.")
