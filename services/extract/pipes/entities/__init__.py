"""Who is named in an article: countries, organisations, offices and people, linked to the ids of a closed list."""
