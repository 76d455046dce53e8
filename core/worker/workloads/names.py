"""The workloads there are. A folder counts only when its name stands here."""

NAMES = ("tabular_mlp", "image_cnn", "lstm")
