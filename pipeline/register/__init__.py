"""A register of many bodies' plans: who answered which recommendation, and how far each is."""

from pipeline.register.build import Register, build_register
from pipeline.register.jobs import cluster_executor, pool_executor
from pipeline.register.sources import plan_files

__all__ = ("Register", "build_register", "cluster_executor", "plan_files", "pool_executor")
