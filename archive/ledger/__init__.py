"""What the office does with its daily book (信访工作台账): one use case a function, each one transaction."""
