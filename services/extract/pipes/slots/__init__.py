"""Items, amounts, dates, horizons and speaker of each undertaking, from its evidence."""
