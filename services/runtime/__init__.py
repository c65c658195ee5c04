"""Process plumbing: settings, logs, metrics and health over HTTP. Knows Kafka and the environment, no news."""
