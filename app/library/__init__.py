"""What a user keeps: résumés in versions, and what they affirm about themselves."""
