"""French words that credit a speaker."""

from services.extract.pipes.speakers.speech import SpeechWords, words

_PARTICIPLES = words(
    "dit déclaré annoncé indiqué affirmé précisé expliqué confirmé assuré ajouté écrit souligné répété lancé"
    " rappelé promis averti prévenu martelé révélé réaffirmé insisté fait répondu estimé jugé demandé confié raconté"
    " reconnu admis plaidé détaillé concédé tranché glissé laissé exigé réclamé salué résumé appelé appris poursuivi"
    " réagi redit certifié justifié coupé insisté reconnu détaillé évoqué plaidé tempéré réitéré lâché"
)

FRENCH = SpeechWords(
    verbs=dict.fromkeys(
        words(
            "dit déclare annonce indique affirme précise explique confirme assure ajoute écrit souligne répète"
            " lance rappelle promet avertit martèle révèle réaffirme insiste répond estime juge confie raconte"
            " reconnaît admet plaide détaille concède tranche glisse résume disait déclarait affirmait expliquait"
            " précisait indiquait promettait poursuit souffle rapporte signale prévient jure clame soupire rétorque"
            " nuance demande ajoutait lâche maintient"
        ),
        (),
    )
    | {"fait": ("savoir", "valoir"), "font": ("savoir",)},
    participles=_PARTICIPLES,
    auxiliaries=words("a ont a-t-il a-t-elle ont-ils"),
    prepositions=(
        "selon", "d'après", "d’après", "auprès de", "auprès du", "de l'aveu de", "aux dires de", "de source",
        "à en croire",
        "pour",
    ),
    institutions=words(
        "ministère gouvernement département commission ambassade cabinet état-major délégation conseil chancellerie"
        " présidence exécutif secrétariat alliance coalition préfecture diplomatie"
    ),
    people=words(
        "responsable responsables diplomate diplomates source sources fonctionnaire fonctionnaires porte-parole"
        " officier officiers ministre ambassadeur ambassadrice chef secrétaire président présidente conseiller"
        " général délégué commissaire représentant représentants chancelier"
    ),
    names=(
        "Maison Blanche", "Maison-Blanche", "Pentagone", "Downing Street", "Elysée", "Élysée",
        "Commission européenne", "Commission",
        "Conseil fédéral", "Quai d'Orsay", "Quai d’Orsay", "Matignon", "Affaires étrangères", "DFAE", "Kremlin",
    ),
    pronouns=words("il elle"),
    determiners=words(
        "le la les l un une des du de d' d’ l' l’ au aux son sa ses leur leurs ce cet cette ces notre nos deux"
        " trois plusieurs"
    ),
    tails=words("de du des d' d’ à au aux"),
    place_tails=words("à en"),
    postposed=words(
        "français française ukrainien ukrainienne allemand allemande américain américaine américains britannique"
        " polonais polonaise belge suédois suédoise néerlandais néerlandaise espagnol espagnole italien italienne"
        " norvégien norvégienne roumain roumaine moldave géorgien géorgienne slovaque slovène kosovar libanais"
        " libanaise grec grecque turc turque canadien canadienne européen européenne danois danoise finlandais"
        " estonien letton lituanien hongrois tchèque suisse luxembourgeois monténégrin irlandais autrichien fédéral"
        " général générale diplomatique diplomatiques militaire militaires gouvernementale gouvernementales"
        " européens"
    ),
    never=words("journal quotidien presse agence médias rapport étude analystes experts chercheurs sondage eux"),
    wishes=dict.fromkeys(
        words(
            "veut voulait souhaite exige réclame réclamait propose refuse promet prie demande demandait rejette"
            " exclut s'engage espère"
        ), ()
    ),
    objects=words("à au aux avec contre pour sur de du"),
    objective=words("lui elle eux"),
    anaphors=words("danois norvégien néerlandais libéral socialiste intéressé valaisanne élu"),
    honorifics=words("m mme madame monsieur"),
    first_person=words("je j' j’ nous notre nos mon ma mes moi"),
)  # fmt: skip
