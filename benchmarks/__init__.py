"""How fast the app is, as ratios to the bare parts measured in the same run. `make bench` prints all."""
