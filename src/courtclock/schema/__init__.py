"""The edge: data from files becomes frozen classes, or a list of all its faults, each with its path.

`strict` builds values and collects faults, `pack` reads the files of a law pack, `request` the requests of the command
line contract.
"""
