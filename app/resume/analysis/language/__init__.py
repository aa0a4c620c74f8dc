"""What the checks know of English: verbs, phrases, quantities, spelling. Lists stand in data files beside their readers."""
