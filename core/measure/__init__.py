"""The host side of a measurement: plan, rounds, gates, parity, statistics, verdict."""
