"""The pages, through Django's test client, on whichever database the run is given."""
