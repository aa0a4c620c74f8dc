"""Better text for a résumé: what is asked, what comes of the answers, and what of it the résumé bears out."""
