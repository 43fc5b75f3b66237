"""`python -m simulators.mail`: a mail server that keeps what it gets, and shows it."""

from shared.env import env_int
from simulators.configuration import bind, port, state_file
from simulators.faults.book import FaultBook
from simulators.mail.mailbox import KEPT, Mailbox
from simulators.mail.site import MailSite
from simulators.mail.smtp import OPERATIONS, listen
from simulators.store import Store


def main() -> None:
    store = Store(state_file("mail/mails.sqlite3"))
    mailbox = Mailbox(store, kept=env_int("TTS_MAIL_KEPT", KEPT))
    book = FaultBook(store, OPERATIONS)
    smtp = listen(mailbox, book, bind(), env_int("TTS_SMTP_PORT", 1025))
    try:
        MailSite(mailbox, book).site().server(bind(), port("MAIL", 8025)).serve_forever()
    except KeyboardInterrupt:
        smtp.stop()


if __name__ == "__main__":
    main()
