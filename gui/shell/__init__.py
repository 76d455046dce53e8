"""Main window, navigation, theme, icons, crash window."""
