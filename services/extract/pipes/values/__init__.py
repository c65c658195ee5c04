"""Money, dates, horizons and quantities, read by rule."""
