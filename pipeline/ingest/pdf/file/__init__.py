"""The file: opened with care, its objects and pages handed out one by one."""
