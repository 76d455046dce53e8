"""One folder a workload: what is computed, and the same model in each framework."""
