"""Fixtures that every kind of test shares."""

pytest_plugins = ["tests.support.kafka", "tests.support.labelled"]
