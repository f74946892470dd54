"""Pictures of numbers: `figures` says what each one shows, `drawing` where its shapes stand. Pure."""
