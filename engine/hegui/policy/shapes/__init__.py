"""What each kind of file looks like: pydantic models, one file a kind."""
