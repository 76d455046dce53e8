"""One file a framework: device, barrier, arms, training step, memory, threads."""
