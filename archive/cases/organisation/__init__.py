"""The office's own tables: what a row of places, bodies, owners or mediators means, and what is proposed from them. Pure."""
