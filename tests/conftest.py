"""Settings that hold for every test."""

from hypothesis import HealthCheck, settings

# Derandomised: a run in CI finds what a run at a desk finds. Raise max_examples by hand to search further.
settings.register_profile("courtclock", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("courtclock")
