"""The way into a service: see shared.inbox.consumer for the rules, registry for `@handles`."""
