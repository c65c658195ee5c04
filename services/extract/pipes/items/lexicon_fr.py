"""French words for things that are committed."""

from services.extract.pipes.items.goods import GoodsWords, Kind, words

FRENCH = GoodsWords(
    heads={
        Kind.ARMS: words(
            "armes arme missiles missile munitions obus obusiers canons canon artillerie lance-roquettes roquettes"
            " fusils mitrailleuses mortiers grenades drones drone batteries batterie lanceurs bombes cartouches"
            " mines torpilles antiaérienne brouilleurs"
        ),
        Kind.VEHICLES: words(
            "chars char blindés véhicules avions avion chasseurs appareils hélicoptères hélicoptère frégate"
            " frégates navires navire sous-marins vedettes patrouilleurs camions porte-avions pick-up chasseur"
            " avions-radars avions-citernes bateaux corvettes"
        ),
        Kind.GEAR: words(
            "radars radar systèmes système casques gilets matériel équipements équipement pièces jumelles"
            " satellites satellite brouilleurs carburant rations soldes détecteurs radios"
        ),
        Kind.TROOPS: words(
            "soldats soldat militaires troupes hommes bataillon bataillons brigade brigades compagnie compagnies"
            " contingent unités marins fantassins parachutistes régiment force groupement détachement escadron"
            " sapeurs division zone"
        ),
        Kind.EXPERTS: words(
            "instructeurs conseillers formateurs experts spécialistes ingénieurs observateurs officiers démineurs"
            " enquêteurs"
        ),
        Kind.TRAINEES: words(
            "pilotes recrues pompiers mécaniciens stagiaires artilleurs équipages hommes femmes personnes gardes"
            " britanniques"
        ),
        Kind.COURSES: words("formation formations stage entraînement mission"),
        Kind.INTELLIGENCE: words("renseignements renseignement images"),
        Kind.RELIEF: words(
            "générateurs générateur groupes transformateurs couvertures tentes lits vivres nourriture médicaments"
            " eau pompes ambulances chaudières chaufferies poêles vêtements abris bois turbines prothèses vitrages"
            " tonnes palettes secouristes ampoules"
        ),
        Kind.CARE: words("hôpital hôpitaux chirurgiens médecins blessés réfugiés navire-hôpital sauveteurs"),
        Kind.CBRN: words(
            "masques combinaisons comprimés dosimètres tentes détecteurs laboratoire laboratoires appareils tenues"
            " doses cartouches"
        ),
        Kind.CYBER: words("serveurs logiciels licences équipe centre matériel audit"),
        Kind.CREDIT: words("prêt prêts don dons garantie crédit crédits"),
        Kind.FUNDS: words("fonds"),
        Kind.POLICY: words("concept stratégie plans politique doctrine livre vision neutralité"),
        Kind.ACCESSION: words("protocole protocoles négociations candidature invitation"),
        Kind.ASSURANCE: words("garanties"),
        Kind.BODIES: words("centre centres accélérateur quartier-général commandement incubateurs"),
        Kind.WORKS: words("base bases usine hangar dépôt poudrerie"),
        Kind.EXERCISES: words("exercice exercices manœuvres"),
    },
    compounds=False,
    head_first=True,
    units=words("tonnes tonne litres lots palettes doses paires"),
    type_words=("de type", "du type"),
    links=words("de d' d’ à en"),
    definite=words("le la les l' l’ ces ce cette ses son sa leurs leur au aux du"),
    modifiers=words(
        "antichar antichars antiaérien antiaériens antiaérienne antiaériennes blindé blindés blindée américains"
        " américaines français françaises ukrainiens ukrainiennes belges britanniques canadiens allemands"
        " électrogènes multinationaux multinational stratégique stratégiques régionaux mobile mobiles automoteurs"
        " légers lourds médical médicale nucléaires nucléaire permanentes permanente occidentales balistiques"
        " sol-air nocturne rapide rapides aérienne étanches pare-balles supplémentaires"
    ),
    sorts=words(
        "combat croisière transport défense détection formation décontamination vision patrouille chasse maintien"
        " rechange reconnaissance guerre surveillance gaz adhésion artillerie camp chauffe coopération sécurité iode"
        " protection réaction déminage longue courte"
    ),
    stops=words(
        "pays membres alliés ans années mois semaines jours heures voix fois états personnes kilomètres mètres"
        " ministres dirigeants points millions milliards habitants civils députés enfants"
    ),
    general=words("aide soutien assistance appui paquet mesures argent dépenses effort"),
)
