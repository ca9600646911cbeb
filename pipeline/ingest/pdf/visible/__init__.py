"""Tables by what the page shows: rules, fills and the places of words, each judged alone."""
