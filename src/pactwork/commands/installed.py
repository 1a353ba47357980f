"""What the database is for: a demo, real people, or nobody yet."""

from pactwork.people.models import Installation, Institution


def is_demo() -> bool:
    """Whether this database was made by ``pactwork demo`` and holds invented people."""
    return Installation.objects.filter(demo=True).exists()


def holds_data() -> bool:
    """Whether anyone's institution is in it."""
    return Institution.objects.exists()
