"""What the library costs now and what it cost at an earlier commit, on the same pages."""
