"""N-of-1 trials: does it really help this one person?"""
