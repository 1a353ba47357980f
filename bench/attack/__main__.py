"""``python -m bench.attack [--full] [--only NAME] [--count N] [--on sqlite]``: each attack and its counts."""

from bench.trials import Trial, main

ATTACKS = (
    Trial("digits", 120, 2_000),
    Trial("signin", 150, 5_200),
    Trial("doors", 60, 1_000),
    Trial("words", 80, 1_500),
    Trial("files", 30, 30),
    Trial("cost", 6, 30),
    Trial("sockets", 200, 1_000),
    Trial("replays", 10, 50),
)

if __name__ == "__main__":
    main("attack", ATTACKS, __doc__ or "")
