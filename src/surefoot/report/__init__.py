"""Nouns in, a document out: pictures, a view for pages, PDF."""
