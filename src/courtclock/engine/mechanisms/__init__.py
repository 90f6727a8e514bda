"""The mechanisms of counting, one function each. Days are ordinals; every function adds the step that it took."""
