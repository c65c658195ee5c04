"""English words that credit a speaker."""

from services.extract.pipes.speakers.speech import SpeechWords, words

ENGLISH = SpeechWords(
    verbs=dict.fromkeys(
        words(
            "said says say told tells announced announces added adds stated states warned warns pledged promised promises wrote"
            " writes insisted insists noted notes confirmed confirms declared declares replied stressed stresses explained explains"
            " revealed reveals vowed vows reiterated repeated acknowledged admitted argued tweeted reported reports"
            " answered concedes conceded claimed claims disclosed recalled emphasized emphasised urged urges"
            " asked asks called ruled rules joked believes hopes signalled signaled maintained"
        ),
        (),
    ),
    participles=words("said announced confirmed promised told declared stated pledged warned reiterated"),
    auxiliaries=words("has have had"),
    prepositions=("according to", "in the words of", "told by", "says", "per"),
    institutions=words(
        "ministry government department commission embassy cabinet command headquarters army navy office agency delegation"
        " council administration committee alliance force mission secretariat chancellery staff presidency agencies"
    ),
    people=words(
        "official officials diplomat diplomats source sources spokesman spokeswoman spokesperson spokespeople officer officers"
        " minister ministers aide aides adviser advisers ambassador ambassadors commissioner president admiral general"
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
)  # fmt: skip
