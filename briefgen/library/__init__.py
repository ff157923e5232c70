"""content/ as small records, read anew only where a file has changed: what every step of a build starts from."""
