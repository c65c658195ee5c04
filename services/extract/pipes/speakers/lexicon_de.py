"""German words that credit a speaker."""

from services.extract.pipes.speakers.speech import SpeechWords, words

_PLAIN = words(
    "sagt sagte sagten erklärt erklärte erklärten betont betonte meint meinte warnt warnte versprach verspricht"
    " schreibt schrieb schrieben bekräftigte bekräftigt bestätigte bestätigt bestätigten versicherte versichert"
    " berichtet berichtete hieß heißt verlautete äußerte räumte verkündete verkündet stellte antwortete begründete"
    " erläuterte unterstrich ergänzte erwiderte wiederholte lobte twitterte erzählt erzählte führte kritisierte"
    " verwies gestand gelobte verriet antwortet versichern hält urteilte urteilt bilanzierte"
)
_WITH_PARTICLE = {
    "teilte": ("mit",), "teilten": ("mit",), "teilt": ("mit",), "kündigte": ("an",), "kündigt": ("an",),
               "kündigten": ("an",),
    "gab": ("bekannt", "an", "zu"), "gaben": ("bekannt", "an"), "gibt": ("bekannt", "an"), "fügte": ("hinzu",),
    "schloss": ("aus",), "schließt": ("aus",), "lehnte": ("ab",), "wies": ("zurück",), "ließ": ("wissen",
                "durchblicken", "ausrichten"), "winkte": ("ab",), "mitteilte": (), "mitteilten": (), "ankündigte": (),
                "bekanntgab": (), "bekanntgaben": (), "schreiben": (), "hieß": (),
    "räumte": ("ein",), "sagte": (), "führte": ("aus",), "stellte": ("klar", "aussicht"), "rief": ("auf",),
    "machte": ("deutlich", "klar"), "legte": ("dar",),
}  # fmt: skip

GERMAN = SpeechWords(
    verbs={**dict.fromkeys(_PLAIN, ()), **_WITH_PARTICLE},
    participles=words(
        "gesagt angekündigt mitgeteilt bekanntgegeben erklärt bestätigt versprochen zugesagt betont gefordert"
        " geschrieben versichert verkündet ausgeschlossen gewarnt"
    ),
    auxiliaries=words("hat haben habe"),
    prepositions=(
        "laut", "nach angaben des", "nach angaben der", "nach angaben von", "nach angaben aus dem",
        "nach den worten von",
        "nach worten von", "so", "nach darstellung des", "nach darstellung der", "nach auskunft des",
        "nach auskunft der",
        "unter berufung auf", "nach rechnung der", "aus", "wie aus", "hieß es aus", "hieß es in", "hieß es im",
        "hieß es bei",
    ),
    institutions=words(
        "regierung bundesregierung ministerium kommission eu-kommission botschaft kabinett kanzleramt präsidialamt"
        " generalstab bündnis allianz auswärtiges amt bundesrat beschaffungsamt koalition innenministerium"
        " ministerrat"
    ),
    people=words(
        "diplomat diplomaten beamter beamte beamten sprecher sprecherin vertreter vertreterin regierungsvertreter"
        " insider regierungssprecher regierungssprecherin offizier offiziere kreise kreisen delegationen"
        " regierungskreise regierungskreisen verhandlungskreisen diplomatenkreisen minister ministerin kanzler"
        " kanzlerin präsident präsidentin generalsekretär botschafter nato-diplomat"
    ),
    names=(
        "Weiße Haus", "Weißen Haus", "Weißes Haus", "Weisse Haus", "Weissen Haus", "Pentagon", "Downing Street",
        "Auswärtige Amt",
        "Auswärtigen Amt", "Auswärtiges Amt", "Elysée", "Élysée", "EU-Kommission", "Kanzleramt", "Präsidialamt",
        "Armasuisse",
        "State Department", "US-Botschaft", "EU-Botschaft",
    ),
    pronouns=words("er sie"),
    determiners=words(
        "der die das dem den des ein eine einer eines einem einen sein seine seiner ihr ihre ihrer unser unsere"
        " dieser diese zwei drei mehrere"
    ),
    tails=words("des der von für beim zum zur vom"),
    place_tails=words("in"),
    postposed=frozenset(),
    never=words("zeitung agentur medien bericht studie umfrage experten zeitungsbericht medienberichten forscher"),
    wishes={
        **dict.fromkeys(
            words(
                "will wollte verlangt verlangte fordert forderte bittet bat wünscht hofft ersuchte ersucht"
                " versprach verspricht drängt drängte"
            ),
            (),
        ),
        "lehnt": ("ab",), "lehnte": ("ab",), "schloss": ("aus",), "schließt": ("aus",), "winkte": ("ab",),
                  "sagte": ("zu",),
        "bot": ("an",), "bietet": ("an",), "blieb": ("bei",), "stellte": ("aussicht",),
    },
    objects=words("an gegen mit von über für bei dem den"),
    objective=words("ihm ihr"),
    anaphors=words(
        "politiker politikerin norweger däne ressortchef ressortchefin spd-politiker spd-politikerin cdu-politiker"
    ),
    honorifics=words("herr frau"),
    first_person=words("ich wir uns unser unsere unseren mein meine"),
)  # fmt: skip
