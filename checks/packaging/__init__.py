"""What is installed and shipped: the built distributions, versions of dependencies, generated pages."""
