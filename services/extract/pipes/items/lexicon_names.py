"""Proper names of weapons and systems, the same in all languages."""

import re

from services.extract.pipes.items.goods import words

NAMES = words(
    "patriot patriots himars leopard leopards abrams bradley bradleys marder javelin javelins stinger stingers"
    " taurus nasams gepard gepards tomahawk tomahawks eurofighter eurofighters rafale rafales gripen gripens typhoon"
    " typhoons tornado tornados mirage atacms scalp caesar caesars bushmaster bushmasters stryker strykers mig migs"
    " hawk hawks boxer chinook chinooks apache apaches piranha piranhas bayraktar samp/t iris-t nlaw nlaws hellfire"
    " mistral crotale bohdana bohdanas panzerhaubitze skyranger arrow gmlrs excalibur hornet hornets poseidon"
    " poseidons wedgetail awacs leclerc challenger puma griffon lynx krab archer zuzana starstreak harpoon neptune"
    " amraam milan carl-gustaf"
)
"""Names in lower case; "Patriots" as well as "Patriot"."""

MODEL = re.compile(
    r"(?:[A-Z]{1,4}[a-z]?-?\d{1,4}(?:[A-Z]\d?)?|(?:Mi|MiG|Su|Tu|An|Il)-\d{1,3})(?:[’']?s)?"
    r"(?:-[a-zà-ÿ]+)?"
)
"""Model designations: F-16, M109, S-300, MiG-29, CV90, K9, C-130J, F-16's, "NH90-transporthelikopters"."""
