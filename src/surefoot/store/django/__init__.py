"""The store on SQLite or PostgreSQL, through Django."""
