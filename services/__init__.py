"""Pledgewire: NATO commitment events from news, over Kafka."""
