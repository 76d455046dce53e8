"""Self-tests: whether the protocol can be trusted on this machine, each with a plain sentence."""
