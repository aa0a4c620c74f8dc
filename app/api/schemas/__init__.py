"""What the contract shows: the shapes of requests and answers."""
