from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from shared.identity.caller import Caller
from shared.identity.rights import Action, decide

# No "@": what somebody types to sign in is either a name or an address, never both. No letter that
# looks like another, or becomes another as a capital.
valid_username = RegexValidator(
    r"\A[A-Za-z0-9_.+-]+\Z", "may hold letters from a to z, digits and . _ + - only", code="invalid"
)


def _same(column: str, text: str) -> Exact:
    # Small letters, by the unique index: `iexact` compares capitals, and the dotless i has that of
    # the other one. Beyond ASCII nothing is made small: the sign of the kelvin would become a k.
    return Exact(Lower(column), text.lower() if text.isascii() else text)


class UserQuerySet(models.QuerySet["User"]):
    def present(self) -> "UserQuerySet":
        """Everybody who was not deleted."""
        return self.filter(deleted_at=None)

    def visible_to(self, caller: Caller) -> "UserQuerySet":
        """Everybody for those who read the administration, and for Managers, who choose among
        people to whom they hand work, those of their department."""
        if decide(caller.roles, Action.READ_ADMINISTRATION).allowed:
            return self.present()
        department = User.objects.filter(pk=caller.id).values_list("department", flat=True).first()
        colleagues = Q(department__iexact=department) if department else Q(pk__in=[])
        return self.present().filter(Q(pk=caller.id) | colleagues)

    def signing_in_as(self, login: str) -> "UserQuerySet":
        """Whoever has `login` as a user name or, with an "@", as an address, in any case."""
        return self.present().filter(_same("email" if "@" in login else "username", login))

    def addressed(self, email: str) -> "UserQuerySet":
        """Whoever of those not deleted has this address, in any case."""
        return self.present().filter(_same("email", email))

    def distrust_tokens(self) -> list[tuple[int, int]]:
        """Out-date the access tokens that these people have; refreshing gives them new ones.

        Answers (person, version) pairs for `refuse_older_tokens`. Needs a transaction.
        """
        # In order of id: two roles that share holders may change at once.
        rows = User.objects.filter(pk__in=self.values("pk")).order_by("pk")
        locked = list(rows.select_for_update(no_key=True).values_list("pk", flat=True))
        people = User.objects.filter(pk__in=locked)
        people.update(token_version=F("token_version") + 1)
        return list(people.values_list("pk", "token_version"))


class User(AbstractBaseUser):
    """A person. Deleting keeps the row, because other services know people by id only."""

    class Theme(models.TextChoices):
        SYSTEM = "system"
        LIGHT = "light"
        DARK = "dark"

    class Language(models.TextChoices):
        # Whatever the device speaks.
        SYSTEM = "system"
        ENGLISH = "en"
        GERMAN = "de"

    last_login = None

    username = models.CharField(max_length=150, validators=[valid_username])
    email = models.EmailField(max_length=254)
    full_name = models.CharField(max_length=200)
    department = models.CharField(max_length=100, blank=True, default="")
    language = models.CharField(max_length=16, choices=Language, default=Language.SYSTEM)
    time_zone = models.CharField(max_length=64, default="UTC")
    theme = models.CharField(max_length=10, choices=Theme, default=Theme.SYSTEM)
    is_active = models.BooleanField(default=True)
    # Rises whenever access tokens that are still out must no longer be believed.
    token_version = models.PositiveIntegerField(default=1)
    # Keyed digest of the seed file's password, until another one is chosen: comparing it is a
    # thousand times cheaper than Argon2, and each start compares everybody's.
    seeded_password = models.CharField(max_length=64, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    # From then on the row holds nothing that tells who it was.
    anonymised_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    objects = UserQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("username"), condition=Q(deleted_at=None), name="user_username_unique"
            ),
            models.UniqueConstraint(
                Lower("email"), condition=Q(deleted_at=None), name="user_email_unique"
            ),
            models.CheckConstraint(
                condition=Q(deleted_at=None) | Q(is_active=False), name="user_deleted_is_inactive"
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at=None) | Q(deleted_at__isnull=False),
                name="user_anonymised_is_deleted",
            ),
            models.CheckConstraint(
                condition=Q(theme__in=["system", "light", "dark"]), name="user_theme_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=["system", "en", "de"]), name="user_language_known"
            ),
        ]
