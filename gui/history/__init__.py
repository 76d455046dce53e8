"""The History page: runs kept on this machine."""
