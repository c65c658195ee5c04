"""Words that let an article through the gate, by language, in lower case.

An article is let through if it names somebody who could undertake something (a country, a capital, an organisation,
an official: from the entities' lists; or a government in general: `offices`) and speaks of defence or of aid. Of the
latter one word of `strong` is enough; `weak` ones, which sport and business use too, need company, and so do many names
(`component.WEIGHT_NEEDED`). `innocent` words look like one of the others and count nothing.

All are beginnings of words; with a leading `*` also parts of words, for compounds ("kernwapens", "Panzerhaubitze").
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class GateLexicon:
    """Beginnings (or, with `*`, parts) of words."""

    offices: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    innocent: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


EVERYWHERE = _words(
    "nato navo otan *ukrain *oekra zelensk selensk kyiv kiev kiew pentagon kfor eufor isaf unifil minusma eutm eumam "
    "awacs himars javelin stinger patriots leopard abrams gripen eurofighter nasams howitzer bundeswehr saceur purl "
    "stoltenberg marder gepard atacms tomahawk"
)

_DUTCH = GateLexicon(
    offices=_words(
        "*minister *ministerie *regering kabinet *parlement kamer president premier koning bewindsl staatssecretaris "
        "defensie europ amerika internationa bondgenot"
    ),
    strong=_words(
        "*defensie *militair *leger *wapen *munitie *troepen *soldaten *soldaat brigade *bataljon *bondgeno alliantie "
        "*luchtmacht *landmacht marine marinier *fregat *onderzeeboot *onderzeeboten *onderzeeër *straaljager "
        "*gevechts *raketten *luchtdoel *houwitser *artillerie *pantser tanks *luchtafweer *luchtverdedig oorlog "
        "*burgeroorlog *wapenstilstand *vredesm *vredestroep *stabilisatiem *veiligheidsgarant *veiligheidsraad "
        "*veiligheidsstrat *kazerne *krijgsmacht *commando *reservist *dienstplicht drones *kernwapen *atoomwapen "
        "*humanitai *humanitair *noodhulp *hulpgoed *vluchtelingen *ontheemd *wederopbouw *begrotingssteun "
        "*steunpakket *hulppakket *toetred *lidmaatsch *kandidaat-lid *lidstaat *lidstaten verdedig *afschrik missie "
        "*trainingsmissie *uitzending cyber *inlichtingen *spionage *sabotage *ontmijn *mijnenveg *explosieven "
        "*gasmasker *jodium *generatoren *aggregaten *veldhospita *grenstroep *luchtruim *vliegdekschip *oorlogsschip"
    ),
    weak=_words(
        "oorlogs raket tank mariniers drone manoeuvre oefening *oefening evacu schepen schip *geheim hack *chemisch "
        "*biologisch straling genie nucleair kernw *steun *hulp *verdrag *akkoord *overeenkomst strategie *veiligheid "
        "*dreiging *sanctie leveren levert *levering geleverd toegezegd lening *miljard begroting *partner *samenwerk "
        "*conflict *aanval *grens *bescherm *instructeur vliegbasis *schip *vliegtuig *helikopter *topconferentie top "
        "*ratific veto *blokkeer *opschort hervat *teruggetrokken *terugtrek *wapenexport *medicijn *tenten "
        "*hervorming *adviseur *waarnemer *buitenlandse *betrekkingen *diplomat *ambassad *dictat *rebel *regime"
    ),
    innocent=_words(
        "*commissie navolg ingenieu geniet *schepencolleg *titelverdedig *verdediger *verdedigend *uitstraling "
        "*ziekenfonds *gevechtssport *heksenleg *legering *gelegerd schepenen *wapenspreuk *samenwerken *grenst "
        "*grensverleg *ondersteun *hulpmiddel *schulp *behulp"
    ),
)

_ENGLISH = GateLexicon(
    offices=_words(
        "minister ministr government cabinet parliament president premier congress senate secretary commission "
        "chancellor king administration army military europ america international allied allies lawmaker embassy "
        "ambassador"
    ),
    strong=_words(
        "defen militar army armies armed weapon arms ammunition munition troop soldier brigade battalion battlegroup "
        "allies allied alliance airforce taskforce navy naval frigate submarine missile artillery howitzer war wartime "
        "warship ceasefire truce peacekeep stabilis stabiliz barracks conscript reservist drone warhead humanitarian "
        "refugee displaced reconstruction accession enlargement membership deterr deploy cyber espionage sabotage "
        "demin landmine mines iodine generator airspace airstrike warplane jets"
    ),
    weak=_words(
        "force tank rocket fighter armo ally marine exercise intelligence nuclear hack chemical biological radiation "
        "radiolog carrier evacuat aircraft security veteran aid assist support billion treaty pact accord strateg "
        "threat sanction deliver suppl pledg loan budget partner cooperat conflict attack border protect trainer "
        "instructor helicopter vehicle summit ratif veto withdraw medical blanket reform adviser advisor observer "
        "monitor equipment package mission foreign diplomat regime rebel"
    ),
    innocent=_words(
        "workforce warm warn ward wardrobe warren warehouse warsaw wary warrant warrior warhol warner armen armchair "
        "armstrong defendant defender supporter supportiv partnered forced trooper"
    ),
)

_FRENCH = GateLexicon(
    offices=_words(
        "ministre ministère gouvernement cabinet parlement président premier congrès sénat secrétaire chancelier roi "
        "armée état états europ amérique américain international allié députés élysée ambassad"
    ),
    strong=_words(
        "défense militair armée armées armement armes munition troupes soldat brigade bataillon allié alliés alliance "
        "marine naval frégate sous-marins missile artillerie blindé chars obusier guerre trêve cessez-le caserne "
        "conscri réserviste drone ogive humanitair réfugié déplacés reconstruction adhésion élargissement dissua "
        "déploie déploy cyber espionnage sabotage démin radioact iode génératri aérienne légionnaire contingent "
        "casques"
    ),
    weak=_words(
        "force défend arme chasseur roquette char paix stabilis exercice pirate renseignement chimique biologique "
        "radiolog nucléaire avion sécurité opération évacu gendarm intervention aide soutien souten traité accord "
        "pacte stratég menace sanction livrer livre livraison fournir promet promis engag prêt milliard budget "
        "partenair coopér conflit attaque frontière protég protect instruct navire hélicoptère sommet ratifi veto "
        "retrait retir hôpita couverture réforme observat équipement mission étrangère diplomat régime rebelle"
    ),
    innocent=_words("armoire marina charme charge souteneur protestan"),
)

_GERMAN = GateLexicon(
    offices=_words(
        "*minister *ministerium *regierung kabinett *parlament *präsident premier *kanzler kongress senat könig "
        "bundestag nationalrat ständerat bundesrat armee militär *staaten europ amerika international *verbündet"
    ),
    strong=_words(
        "*verteidigung *militär *armee *waffe *munition *truppe *soldat *brigade *bataillon *verbündet *bündnis "
        "allianz *streitkräfte *luftwaffe marine *fregatte *u-boot *kampfjet *kampfflug *kampfpanzer jets *rakete "
        "*artillerie *panzer *haubitze *abwehr krieg *waffenruhe *waffenstillstand *frieden bundeswehr wehrpflicht "
        "wehretat wehrbeauf *flugabwehr *kaserne *reservist drohne *atomwaffe *sprengk *humanitär *flüchtling "
        "*vertriebene *wiederaufbau *beitritt *erweiterung *mitgliedstaat *mitgliedsstaat *nato-mitglied *abschreck "
        "*manöver *truppenübung *militärübung *auslandseinsatz *cyber *geheimdienst *spionage *sabotage *minenräum "
        "*minensuch jodtab *generatoren *luftraum *rüstung heer heeres *gefecht *stationier *mitgliedschaft "
        "*hilfsgüter *nothilfe *friedenstrupp"
    ),
    weak=_words(
        "*krieg *kampf *wehr *drohne *atom *nuklear übung *mission *hacker *räum *chemi *biolog *strahl jod *einsatz "
        "*evaku *flugzeug *sicherheit *ausrüst *hilfe *unterstütz *milliard *vertrag *abkommen *vereinbar *strateg "
        "*bedroh *sanktion *liefer *zusag *verpflicht *kredit *darlehen *haushalt *etat *partner *zusammenarbeit "
        "*konflikt *angriff *grenze *schutz *schütz *ausbild *stützpunkt *schiff *hubschrauber *fahrzeug *gipfel "
        "*ratifi *veto *blockier *abzug *zurückzieh *lazarett *zelte *reform *berater *beobacht *außenpol *diplomat "
        "*botschaft *rebell *regime"
    ),
    innocent=_words(
        "*wettkampf *wahlkampf *kampfricht *kampfsport *feuerwehr *friedensnobel friedrich *zufrieden *emission "
        "*kommission *sekretariat *partnerschaftlich *mietvertrag *haushalts-"
    ),
)

LEXICONS: Mapping[str, GateLexicon] = {"nl": _DUTCH, "en": _ENGLISH, "fr": _FRENCH, "de": _GERMAN}
