"""Apps of the corpus in a real Electron, before and after their migration."""
