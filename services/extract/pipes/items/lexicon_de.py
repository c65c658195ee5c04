"""German words for things that are committed."""

from services.extract.pipes.items.goods import GoodsWords, Kind, words

GERMAN = GoodsWords(
    heads={
        Kind.ARMS: words(
            "waffen raketen rakete munition granaten geschosse marschflugkörper marschflugkörpern flugkörper"
            " flugkörpern haubitzen haubitze panzerhaubitzen artillerie luftabwehr flugabwehr luftverteidigung"
            " flugabwehrsystem flugabwehrsysteme flugabwehrsystemen luftverteidigungssystem luftverteidigungssysteme"
            " raketenwerfer startrampen abfangdrohnen drohnen drohne minen sprengköpfe patriot-systeme"
            " patriot-system batterie batterien raketenabwehrsystem mörser gewehre patronen torpedos lenkflugkörper"
            " bomben raketenabwehr iris-t-systeme geschossen patrone schuss"
        ),
        Kind.VEHICLES: words(
            "panzer panzern fahrzeuge fahrzeugen flugzeuge flugzeug jets hubschrauber hubschraubern helikopter"
            " fregatte fregatten kriegsschiff kriegsschiffe schiffe schiff minenjagdboot minenjagdboote minenjäger"
            " u-boot u-boote boote lastwagen kampfflugzeuge kampfjets zerstörer korvetten seefernaufklärer"
            " schnellboot tankflugzeuge minenjagdbooten schiffen booten"
        ),
        Kind.GEAR: words(
            "radare radar westen schutzwesten helme nachtsichtgeräte ersatzteile ersatzteilen ausrüstung material"
            " kriegsmaterial störsender satelliten sensoren treibstoff geräte detektionssysteme funkgeräte wartung"
            " systeme winterbekleidung werkzeug wärmebildkameras gerät sonaranlagen"
        ),
        Kind.TROOPS: words(
            "soldaten soldatinnen truppen bataillon bataillone brigade brigaden kompanie kompanien verband verbände"
            " einheiten kräfte mann eingreiftruppe kontingent kampftruppen bodentruppen infanteristen"
            " fallschirmjäger staffel staffeln flugverbotszone vorkommando kampfverband panzerbataillon"
            " marinesoldaten"
        ),
        Kind.EXPERTS: words(
            "ausbilder berater fachleute experten spezialisten beobachter it-forensiker militärausbilder"
            " polizeiausbilder"
        ),
        Kind.TRAINEES: words(
            "rekruten piloten artilleristen feuerwehrleute männer frauen angehörige angehörigen unteroffiziere"
            " armeeangehörige sanitäter polizisten kampfmittelräumer mechaniker"
        ),
        Kind.COURSES: words("ausbildung ausbildungsmission lehrgang kurse kurs schulung schulungen training"),
        Kind.INTELLIGENCE: words("geheimdienstinformationen informationen aufklärungsdaten"),
        Kind.RELIEF: words(
            "generatoren generator stromerzeuger transformatoren decken zelte heizgeräte feldbetten medikamente"
            " lebensmittel trinkwasser blockheizkraftwerke wasserpumpen kleidung notunterkünfte krankenwagen"
            " feldküchen gasturbinen unterkünfte hilfsgüter beatmungsgeräte prothesen kabel testkits heizanlagen"
            " essen kohle baumaterial satellitentelefone kraftwerk wasserleitungen schulen minenräumfahrzeuge"
        ),
        Kind.CARE: words("feldlazarett lazarett geflüchtete verletzte ärzte chirurgen schutzräume"),
        Kind.CBRN: words(
            "schutzanzüge schutzanzügen schutzmasken abc-schutzmasken atemmasken gasmasken jodtabletten tabletten"
            " dosimeter spürgeräte labore dekontaminationsfahrzeuge messfahrzeuge atropin gegengifte filter"
            " dekontaminationsanlage gerät geräte"
        ),
        Kind.CYBER: words(
            "server software cyberteam einsatzteam schnellreaktionsteam rechenzentrum cyberlabor ersatzsystem"
            " beraterteam"
        ),
        Kind.CREDIT: words(
            "kredit kredite krediten zuschuss zuschüsse zuschüssen darlehen kreditbürgschaft garantien budgethilfe"
        ),
        Kind.FUNDS: words("sondervermögen treuhandfonds beschleunigungsfonds fonds sicherheitsabgabe kreditprogramm"),
        Kind.POLICY: words(
            "sicherheitsstrategie strategie konzept verteidigungspläne regionalpläne regionalplänen aktionsplan"
            " doktrin neutralität linie pandemieplan"
        ),
        Kind.ACCESSION: words(
            "beitrittsgespräche beitrittsverhandlungen protokoll protokolle kandidatenstatus aktionsplan einladung"
            " verhandlungskapitel beitrittsprotokoll beitrittsgesetz gespräche status"
        ),
        Kind.ASSURANCE: words(
            "sicherheitsgarantien sicherheitszusagen sicherheitsabkommen sicherheitserklärungen beistandspakt"
            " beratung partnerschaftspaket partnerschaftsprogramme abkommen"
        ),
        Kind.BODIES: words(
            "hauptquartier zentrum ausbildungszentrum lagezentrum verbindungsbüro führungskommando kommando"
        ),
        Kind.WORKS: words(
            "stützpunkt stützpunkte basis kaserne kasernen hangar depot lagerhäuser fabrik schießplatz hangars lager"
        ),
        Kind.EXERCISES: words("manöver übung marineübung übungen seepatrouille"),
    },
    compounds=True,
    head_first=False,
    units=words("schuss tonnen tonne liter kilometer paletten stück sätze batterie"),
    type_words=("vom typ", "des typs", "von typ", "der klasse", "der klasse"),
    links=frozenset(),
    definite=words("der die das den dem des diese dieser diesen seine ihre ihren seinen"),
    modifiers=words(
        "schwere schweren leichte gepanzerte gepanzerten mobile mobilen deutsche deutschen amerikanische"
        " amerikanischen ukrainische ukrainischen medizinische bewaffnete weitreichende weitreichenden"
        " multinationale dauerhafte ständige strategische strategischen nationale nationalen abgesicherte ungelenkte"
        " ungelenkten polnische"
    ),
    sorts=frozenset(),
    stops=words(
        "länder ländern staaten mitgliedstaaten jahre jahren monate monaten wochen tage tagen stunden prozent"
        " stimmen mal mitglieder verbündete verbündeten kilometer menschen leute minister kinder punkte seiten"
        " abgeordnete zivilisten kommission militär"
    ),
    general=words("hilfe unterstützung paket hilfspaket beistand maßnahmen mittel geld militärhilfe waffenhilfe"),
)
