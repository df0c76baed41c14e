"""Daily life from long recordings: how much a person walks, stands and rises, day by day."""
