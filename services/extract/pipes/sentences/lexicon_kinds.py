"""What furniture and captions begin with, by language: patterns, without regard to case, looked for in every language.

A Dutch paper quotes English agencies and runs French captions, so the lists are not kept apart when they are used.
"""

from collections.abc import Mapping

FURNITURE_OPENINGS: Mapping[str, tuple[str, ...]] = {
    "nl": (
        r"(?:lees|bekijk|luister|kijk)(?: hier)? (?:ook|verder|meer|terug)\b",
        r"lees hier\b",
        r"ook interessant",
        r"meer over\b[^.]{0,40}$",
        r"meer nieuws\b",
        r"(?:de )?tekst (?:gaat|loopt) (?:verder|door)",
        r"(?:het )?artikel gaat verder",
        r"(?:verder|doorlezen) onder de\b",
        r"advertentie\b[^.]{0,20}$",
        r"deel dit artikel",
        r"volg (?:het laatste|ons)\b",
        r"van onze (?:\w{1,20} )?(?:verslaggever|correspondent|redacteur|redactie)",
        r"door onze (?:\w{1,20} )?redactie",
        r"bron:",
    ),
    "en": (
        r"(?:read|see|watch|listen)(?: also| more| next)?:",
        r"read (?:more|also|next)\b",
        r"also read\b",
        r"related(?: \w{1,20})?:",
        r"(?:story|article) continues\b",
        r"advertisement\b[^.]{0,20}$",
        r"sign up (?:for|to) (?:our|the|get)\b",
        r"subscribe (?:to|now)\b",
        r"source:",
        r"share this\b",
    ),
    "fr": (
        r"(?:à |a )?lire (?:aussi|également|la suite)\b",
        r"(?:à |a )?voir aussi\b",
        r"(?:à |a )écouter\b",
        r"au même sujet",
        r"la suite après",
        r"publicité\b[^.]{0,20}$",
        r"source :",
        r"sur le même (?:sujet|thème)",
        r"abonnez-vous",
        r"lisez aussi",
    ),
    "de": (
        r"(?:lesen|sehen|hören) sie (?:auch|hier|dazu|mehr)\b",
        r"mehr zum thema",
        r"mehr dazu\b",
        r"anzeige\b[^.]{0,20}$",
        r"weiterlesen\b",
        r"lest auch\b",
        r"quelle:",
        r"zum artikel\b",
        r"auch interessant",
        r"das könnte sie auch\b",
    ),
}

PICTURE_WORDS: Mapping[str, tuple[str, ...]] = {
    "nl": ("foto", "foto's", "foto’s", "archieffoto", "beeld", "infografiek"),
    "en": ("photo", "photos", "photograph", "picture", "image", "credit", "video"),
    "fr": ("photo", "crédit", "crédit photo", "légende", "illustration"),
    "de": ("foto", "bild", "archivbild", "symbolbild", "grafik"),
}
"""Before a colon, a bar or a sign of copyright these make a caption or a credit."""

AGENCIES = ("sda", "dpa", "apa", "afp", "anp", "ap", "afx", "kna", "epd")
"""News agencies that sign in lower case."""
