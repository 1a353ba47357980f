"""``python -m bench.faults [--full] [--only NAME] [--count N] [--on sqlite]``: each fault and its counts."""

from bench.trials import Trial, main

LOSES = "with synchronous=NORMAL commits have to be lost, and were"
FAULTS = (
    Trial("decisions", 20, 300),
    Trial("storm", 15, 150),
    Trial("writers", 100, 10_000),
    Trial("server", 6, 300),
    Trial("post", 30, 1_000),
    Trial("power", 10, 40, ("sqlite",)),
    Trial("power", 10, 40, ("sqlite",), "small"),
    Trial("power", 6, 20, ("sqlite",), "normal", control=LOSES),
    Trial("disk", 10, 60),
    Trial("restoring", 8, 30),
)

if __name__ == "__main__":
    main("faults", FAULTS, __doc__ or "")
