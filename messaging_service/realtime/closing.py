"""How our side ends a socket: each code tells the client what to do next."""

UNAUTHORISED = 4401  # authenticate anew
FORBIDDEN = 4403  # do not come back
NOTHING_HERE = 4404
TOO_MANY = 4429  # close another one first
TOO_BIG = 1009
CONNECT_AGAIN = 1012
TRY_LATER = 1013


class Refused(Exception):
    """This socket must end."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
