"""Dutch words that credit a speaker."""

from services.extract.pipes.speakers.speech import SpeechWords, words

_PLAIN = words(
    "zei zeiden zegt zeggen meldt meldde melden meldden verklaart verklaarde verklaarden benadrukt benadrukte"
    " bevestigt bevestigde bevestigden verzekert verzekerde herhaalt herhaalde vertelt vertelde waarschuwt"
    " waarschuwde belooft beloofde beloofden schrijft schreef schreven antwoordt antwoordde reageert reageerde"
    " onthult onthulde klinkt klonk luidt luidde vond denkt dacht hoopt hoopte verwacht verwachtte erkent erkende"
    " preciseert preciseerde verduidelijkt verduidelijkte twitterde tweette mailt mailde sms't riep concludeert"
    " concludeerde vervolgt vervolgde merkt merkte ontkent ontkende vraagt vroeg suggereert suggereerde bezweert"
    " bezwoer verkondigt verkondigde opperde oppert lacht zucht grapt bekent bekende beaamt relativeert nuanceert"
    " pleit pleitte beklemtoont beklemtoonde waarschuwden erkenden reageerden vatte repliceert repliceerde"
    " verduidelijkte zegden beweert beweerde argumenteert argumenteerde verneemt"
)
_WITH_PARTICLE = {
    "kondigt": ("aan",), "kondigde": ("aan",), "kondigden": ("aan",), "deelt": ("mee",), "deelde": ("mee",),
    "deelden": ("mee",), "maakt": ("bekend", "duidelijk"), "maakte": ("bekend", "duidelijk"),
    "maakten": ("bekend", "duidelijk"), "laat": ("weten", "optekenen"), "liet": ("weten", "verstaan", "optekenen"),
    "lieten": ("weten",), "legt": ("uit",), "legde": ("uit",), "voegt": ("toe",), "voegde": ("toe",),
               "voegden": ("toe",),
    "geeft": ("toe", "mee", "aan"), "gaf": ("toe", "mee", "aan"), "zegde": ("toe",), "zegt": (), "sluit": ("uit",),
    "sloot": ("uit",), "dringt": ("aan",), "drong": ("aan",), "roept": ("op",), "riep": ("op",), "vult": ("aan",),
    "vulde": ("aan",), "stipt": ("aan",), "wijst": ("erop", "af"), "wees": ("erop", "af"), "houdt": ("vol",),
    "hield": ("vol",),
}  # fmt: skip

DUTCH = SpeechWords(
    verbs={**dict.fromkeys(_PLAIN, ()), **_WITH_PARTICLE},
    participles=words(
        "gezegd aangekondigd meegedeeld bekendgemaakt bevestigd gemeld verklaard verzekerd beloofd geschreven"
        " verteld laten benadrukt herhaald toegezegd gewaarschuwd onthuld gevraagd geantwoord opgeroepen uitgesloten"
        " bekend gesteld toegelicht uitgelegd"
    ),
    auxiliaries=words("heeft hebben"),
    prepositions=("volgens", "aldus", "naar eigen zeggen van", "verneemt men bij", "dixit", "in de woorden van",
                  "zo vernemen wij van"),
    institutions=words(
        "kabinet regering ministerie departement kanselarij ambassade legerleiding generale-staf defensiestaf"
        " commissie ministerraad coalitie delegatie alliantie bondgenootschap hoofdkwartier staf regeringscoalitie"
        " defensieministerie begrotingscommissie buitenlandministerie legercommando politie"
    ),
    people=words(
        "diplomaat diplomaten functionaris functionarissen ambtenaar ambtenaren bron bronnen woordvoerders"
        " hoofdofficier officier officieren ingewijden betrokkenen bewindsman bewindsvrouw topambtenaar"
        " regeringsbron regeringsbronnen ambassadeurs adviseurs legerwoordvoerder regeringswoordvoerder kolonel"
        " commandante staatshoofd vicepremier presidente kanselier topmilitair secretarissen-generaal"
    ),
    names=(
        "Witte Huis", "Pentagon", "Downing Street", "Defensie", "Buitenlandse Zaken", "State Department",
        "Europese Commissie",
        "Commissie", "Elysée", "Élysée", "B-FAST", "Binnenlandse Zaken", "Landsverdediging", "Financiën",
    ),
    pronouns=words("hij zij ze"),
    determiners=words("de het een 't deze die zijn haar hun onze ons enkele twee drie verschillende meerdere"),
    tails=words("van voor der bij"),
    place_tails=words("in te op"),
    postposed=frozenset(),
    never=words(
        "persbureau krant kranten media dagblad zender omroep nieuwssite onderzoekers experts deskundigen analisten"
        " rapport peiling artikel onderzoek bericht plan plannen regels wet"
    ),
    wishes={
        **dict.fromkeys(
            words(
                "wil wilde eist eiste verlangt verlangde vraagt vroeg hoopt belooft beloofde weigert weigerde wenst"
                " bepleit pleit"
            ), ()
        ),
        "is": ("bereid", "voorstander", "tegen"), "staat": ("open",), "drong": ("aan",), "dringt": ("aan",),
               "bood": ("aan",),
        "biedt": ("aan",), "sluit": ("uit",), "sloot": ("uit",), "hield": ("af",), "drukte": ("hart",),
                  "heeft": ("gevraagd",),
        "had": ("gevraagd",), "riep": ("op",), "voelt": ("niets",), "wees": ("af",), "zegde": ("toe",),
                "stelt": ("voor",),
        "stelde": ("voor",), "gaf": ("mee",), "liet": ("verstaan",),
    },
    objects=words("aan tegen over met bij voor tussen"),
    objective=words("hem haar hen"),
    anaphors=words(
        "bewindsman bewindsvrouw politicus politica liberaal socialist christendemocraat topman noor deen amerikaan"
        " brit fransman"
    ),
    honorifics=words("meneer mevrouw dhr mevr"),
    first_person=words("ik we wij ons onze mij me mijn"),
)  # fmt: skip
