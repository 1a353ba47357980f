"""``python -m bench.attack [--full] [--only NAME] [--count N] [--on sqlite]``: each attack and its counts."""

from bench.trials import Trial, main

ATTACKS = (
    Trial("digits", 120, 2_000),
    Trial("signin", 150, 5_200),
)

if __name__ == "__main__":
    main("attack", ATTACKS, __doc__ or "")
