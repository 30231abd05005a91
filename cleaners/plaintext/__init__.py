"""Road 2, dumps without markup: lines become blocks."""
