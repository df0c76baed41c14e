"""The pages: thin views over use cases."""
