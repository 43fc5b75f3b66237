"""Private PostgreSQL, RabbitMQ, Redis and nginx, and everything of ours, under one supervisor."""
