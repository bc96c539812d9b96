"""The three lists (三级清单): what each level is called and asks, and when observation ends. Pure."""
