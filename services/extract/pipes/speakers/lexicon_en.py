"""English words that credit a speaker."""

from services.extract.pipes.speakers.speech import SpeechWords, words

ENGLISH = SpeechWords(
    verbs=dict.fromkeys(
        words(
            "said says say told tells announced announces added adds stated states warned warns pledged promised"
            " promises wrote writes insisted insists noted notes confirmed confirms declared declares replied"
            " stressed stresses explained explains revealed reveals vowed vows reiterated repeated acknowledged"
            " admitted argued tweeted reported reports answered concedes conceded claimed claims disclosed recalled"
            " emphasized emphasised rules joked believes hopes signalled signaled maintained"
        ),
        (),
    )
    | {"made": ("clear",), "makes": ("clear",), "let": ("known",), "went": ("confirm",)},
    participles=words("said announced confirmed promised told declared stated pledged warned reiterated"),
    auxiliaries=words("has have"),
    prepositions=("according to", "in the words of", "told by", "per", "in the view of"),
    institutions=words(
        "ministry government department commission embassy cabinet command headquarters office agency delegation"
        " council administration committee secretariat chancellery staff presidency agencies"
    ),
    people=words(
        "official officials diplomat diplomats source sources spokesman spokeswoman spokesperson spokespeople"
        " officer officers minister aide aides adviser advisers ambassador commissioner president admiral general"
        " representative chancellor secretary-general commander"
    ),
    names=(
        "White House", "Pentagon", "Downing Street", "State Department", "Kremlin", "European Commission", "Commission",
        "Foreign Office", "Ministry of Defence", "Elysée", "Élysée", "Treasury", "Number 10", "No. 10",
    ),
    pronouns=words("he she"),
    determiners=words("the a an his her their our its this that some two three several another one"),
    tails=words("of for to at"),
    place_tails=words("in"),
    postposed=frozenset(),
    never=words("newspaper agency's report reports analysts experts media paper study survey poll researchers"),
    wishes=dict.fromkeys(
        words(
            "wants wanted demanded demands asked appealed urged vetoed refuses refused rejected ruled proposes"
            " proposed offered offers promises promised vowed pledged confirmed"
        ),
        (),
    ),
    objects=words("to with against of by for"),
    objective=words("him her"),
    anaphors=words("dane norwegian dutchman pole frenchman german spaniard politician envoy"),
    honorifics=words("mr mrs ms dr sir lord"),
    first_person=words("i we our us my me"),
)  # fmt: skip
