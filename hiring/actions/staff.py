"""Staff accounts: make them, give roles, let people in by a one-time link."""

import secrets
from datetime import timedelta

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hiring.actions.tokens import new_token, token_hash
from hiring.actions.trail import note
from hiring.db import db, now, transaction
from hiring.errors import Invalid, LinkUnusable, Missing
from hiring.models import ROLES, Membership, Opening, Role, SignInLink, User

SIGN_IN_LINK_LASTS = timedelta(hours=24)


def clean_address(address: str) -> str:
    """Check a mail address and give its one spelling, or raise Invalid with the reason."""
    if "=?" in address:  # the beginning of an encoded word: mail programs would read another address
        raise Invalid(f"'{address.strip()[:80]}' is not a mail address: it holds '=?'.")
    try:
        return validate_email(address.strip(), check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError as error:
        raise Invalid(f"'{address.strip()[:80]}' is not a mail address: {error}") from error


def add_user(email: str, name: str = "", *, roles: list[str] | tuple[str, ...] = (), actor: str = "system") -> User:
    """Create a staff account or add roles to the one that is there."""
    unknown = sorted(set(roles) - set(ROLES))
    if unknown:
        raise Invalid(f"'{unknown[0]}' is not a role; the roles are {', '.join(ROLES)}.")
    address = clean_address(email)
    with transaction() as session:
        user = session.scalar(select(User).where(User.email == address))
        if user is None:
            user = User(email=address, name=name, fs_uniquifier=secrets.token_hex(16), active=True, created_at=now())
            session.add(user)
        user.name = name or user.name
        user.roles = [*user.roles, *(_role(session, role) for role in roles if role not in user.role_names)]
        note(session, actor, "account", f"user:{address}", roles=sorted(roles))
        return user


def add_member(opening_id: int, user: User, role: str, *, actor: str = "system") -> None:
    """Give a staff member a role in one opening; saying it twice changes nothing."""
    with transaction() as session:
        if session.get(Opening, opening_id) is None:
            raise Missing(f"There is no opening {opening_id}.")
        wanted = {"opening_id": opening_id, "user_id": user.id, "role": role}
        if session.scalar(select(Membership).filter_by(**wanted)) is None:
            session.add(Membership(**wanted))
            note(session, actor, "member", f"opening:{opening_id}", user=user.email, role=role)


def sign_in_link(user: User, *, actor: str = "system") -> str:
    """Make a one-time sign-in token for a staff account and return it; only its hash is kept."""
    token = new_token()
    with transaction() as session:
        session.add(SignInLink(user_id=user.id, token_hash=token_hash(token), expires_at=now() + SIGN_IN_LINK_LASTS))
        note(session, actor, "sign-in link", f"user:{user.email}")
    return token


def look_at_sign_in_link(token: str) -> User:
    """Whose link it is, without using it up; raises Missing or LinkUnusable."""
    link = db.session.scalar(select(SignInLink).where(SignInLink.token_hash == token_hash(token)))
    if link is None:
        raise Missing("We do not know this sign-in link. Please check that you copied all of it.")
    if link.used_at is not None or link.expires_at <= now() or not link.user.active:
        raise LinkUnusable("This sign-in link was used already or is older than 24 hours. Please ask for a new one.")
    return link.user


def use_sign_in_link(token: str) -> User:
    """Use up a one-time link, however many ask at the same moment: exactly one gets in."""
    look_at_sign_in_link(token)
    unused = (SignInLink.token_hash == token_hash(token), SignInLink.used_at.is_(None), SignInLink.expires_at > now())
    with transaction() as session:
        user_id = session.scalar(update(SignInLink).where(*unused).values(used_at=now()).returning(SignInLink.user_id))
        if user_id is None:
            raise LinkUnusable("This sign-in link was used already. Please ask for a new one.")
        older = (SignInLink.user_id == user_id, SignInLink.used_at.is_(None))
        session.execute(update(SignInLink).where(*older).values(used_at=now()))
        user = session.get_one(User, user_id)
        note(session, f"user:{user.email}", "sign in", f"user:{user.email}", by="link")
        return user


def roles_in(opening_id: int, user: User) -> set[str]:
    """What a staff member may do in one opening; an admin may do everything everywhere."""
    if "admin" in user.role_names:
        return set(ROLES)
    mine = select(Membership.role).where(Membership.opening_id == opening_id, Membership.user_id == user.id)
    return set(db.session.scalars(mine))


def _role(session: Session, name: str) -> Role:
    role = session.scalar(select(Role).where(Role.name == name))
    return role or Role(name=name, description=ROLES[name])
