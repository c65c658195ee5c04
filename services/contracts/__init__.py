"""What crosses Kafka: messages, identifiers, topics, errors. Imports nothing else of ours, and no Kafka client."""
