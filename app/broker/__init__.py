"""What goes through Redis: ids that wait, news, and counters. Losing it loses nothing: the rows are the truth."""
