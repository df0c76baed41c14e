"""The doors: web pages, JSON API, command line. They decide nothing clinical."""
