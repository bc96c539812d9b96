"""The rules, one subject a file: each rule is a row of data, and a function finds where it is broken."""
