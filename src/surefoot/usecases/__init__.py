"""What a person may do, one function each; store and knowledge are handed in."""
