"""Dutch words for things that are committed."""

from services.extract.pipes.items.goods import GoodsWords, Kind, words

DUTCH = GoodsWords(
    heads={
        Kind.ARMS: words(
            "wapens wapen raketten raket granaten munitie luchtafweer luchtverdediging houwitsers houwitser"
            " mortieren geweren patronen geschut artillerie kanonnen bommen clusterbommen drones drone afweersysteem"
            " afweersystemen luchtverdedigingssysteem luchtverdedigingssystemen luchtafweersysteem"
            " luchtafweersystemen batterij batterijen lanceerinrichtingen lanceerinstallaties raketwerpers mijnen"
            " handgranaten kernkoppen kernwapens projectielen onderscheppers torpedo's patriot-systeem"
            " patriot-systemen nasams-systemen iris-t-systemen raketsystemen wapensystemen luchtdoelraketten"
        ),
        Kind.VEHICLES: words(
            "tanks tank pantservoertuigen pantserwagens rupsvoertuigen voertuigen terreinwagens vrachtwagens"
            " vliegtuigen vliegtuig toestellen jets straaljagers jagers helikopters helikopter fregat fregatten"
            " mijnenjager mijnenjagers onderzeeboten onderzeeër onderzeeërs duikboten marineschip marineschepen"
            " oorlogsschip oorlogsschepen schepen patrouilleschepen boten boot korvet vliegdekschip"
            " torpedobootjagers patrouilleboten bevoorradingsschip vrachtschip vaartuigen bommenwerpers"
            " tankvliegtuigen zusterschepen patrouilleschip bevoorradingsschepen torpedobootjager"
        ),
        Kind.GEAR: words(
            "radars radar radarsystemen helmen vesten verrekijkers nachtkijkers uitrusting materieel onderdelen"
            " apparatuur radio's stoorzenders sensoren satellieten satelliet antidronesystemen communicatiemiddelen"
            " duikpakken scherfvesten brandstof soldij reserveonderdelen onderhoud rupsbanden bruggen"
            " detectiesystemen meetapparatuur radarposten veldkeukens ambulances systemen software handboeken"
            " logistiek"
        ),
        Kind.TROOPS: words(
            "militairen soldaten troepen manschappen bataljon bataljons brigade brigades compagnie compagnieën"
            " eenheid eenheden mariniers commando's gevechtsgroep gevechtsgroepen troepenmacht peloton contingent"
            " man grondtroepen reactiemacht interventiemacht spitsmacht bemanningsleden genietroepen blauwhelmen"
            " squadron squadrons eskader eskaders legermacht flitsmacht vliegverbod divisie landmachtmilitairen"
            " reservisten matrozen vlootverband specialisten-detachement"
        ),
        Kind.EXPERTS: words(
            "instructeurs adviseurs adviseur deskundigen specialisten experts trainers opleiders cyberspecialisten"
            " cyberexperts waarnemers officieren mijnenduikers duikers"
        ),
        Kind.TRAINEES: words(
            "rekruten piloten artilleristen brandweerlieden hulpverleners artsen juristen onderzoekers carabinieri"
            " politiemensen kanonniers bemanningen monteurs deelnemers mannen vrouwen scherpschutters verkenners"
            " oekraïners zeelui chirurgen arbeiders"
        ),
        Kind.COURSES: words(
            "opleiding opleidingen training trainingen cursus cursussen trainingsmissie opleidingsmissie"
            " opleidingsprogramma trainingsprogramma opleidingscentrum"
        ),
        Kind.INTELLIGENCE: words("inlichtingen satellietbeelden doelgegevens"),
        Kind.RELIEF: words(
            "generatoren generator transformatoren dekens tenten kachels matrassen slaapzakken noodrantsoenen"
            " maaltijden drinkwater flessenwater voedsel kleding winterkleding noodwoningen tentenkamp opvang"
            " noodstroomgroepen waterpompen pompen medicijnen geneesmiddelen vaccins verbandmiddelen"
            " verbandmateriaal hygiënekits mondkapjes mondmaskers waterzuiveringsinstallaties warmtekrachtcentrales"
            " hulpgoederen gasturbine gasturbines ambulances ziekenwagens brandweerwagens aggregaten"
            " desinfectiemiddel prothesen"
        ),
        Kind.CARE: words(
            "veldhospitaal veldhospitalen hospitaalschip ziekenhuisbedden bedden chirurgen artsen"
            " beademingstoestellen beademingsapparaten infuuspompen vluchtelingen gewonden reddingswerkers"
            " reddingshondenteam hulpverleners reddingsteam medicijnen noodopvang"
        ),
        Kind.CBRN: words(
            "gasmaskers jodiumtabletten jodiumpillen dosismeters dosimeters stralingsmeters beschermpakken pakken"
            " beschermkledij ontsmettingsvoertuigen ontsmettingstenten ontsmettingseenheden ontsmettingsmiddel"
            " detectieapparatuur detectietoestellen laboratoria laboratorium gasdetectoren detectoren meetwagens"
            " ontsmettingsposten ontsmettingsstraten antidota reservefilters ontsmettingssets stralingslaboratorium"
        ),
        Kind.CYBER: words(
            "cyberteam noodteam software softwarelicenties serverapparatuur servers cyberdeskundigen werkstations"
            " back-upservers meldpunt meldsysteem computers team"
        ),
        Kind.CREDIT: words(
            "lening leningen gift giften begrotingssteun krediet kredieten noodlening garantie overbruggingskrediet"
            " subsidie"
        ),
        Kind.FUNDS: words(
            "fonds fondsen trustfonds innovatiefonds defensiefonds waarborgfonds investeringsfonds bijdrage"
            " versnellingsfonds"
        ),
        Kind.POLICY: words(
            "concept strategie veiligheidsstrategie verdedigingsplannen verdedigingsplan actieplan beleid plannen"
            " neutraliteit kernwapens cyberbeleid regionale-plannen kompas doctrine"
        ),
        Kind.ACCESSION: words(
            "toetredingsonderhandelingen toetredingsprotocol uitnodiging actieplan ratificatie protocol"
            " kandidaat-lidmaatschap kandidaatstatus onderhandelingen stappenplan"
        ),
        Kind.ASSURANCE: words(
            "veiligheidsgaranties veiligheidswaarborgen veiligheidsakkoord veiligheidsovereenkomst"
            " veiligheidsverdrag waarborg veiligheidsgarantie veiligheidstoezeggingen verbindingskantoor"
            " verklaringen advies verklaring overeenkomst"
        ),
        Kind.BODIES: words(
            "hoofdkwartier hoofdkwartieren opleidingscentrum trainingscentrum centrum testcentra"
            " innovatieaccelerator steunpunt commandocentrum innovatiesites expertisecentrum cyberbataljon"
        ),
        Kind.WORKS: words(
            "basis bases luchtbases depot depots munitiefabriek productielijn verdedigingslinie hangar kazerne"
            " munitiedepot fabriek radarstation"
        ),
        Kind.EXERCISES: words(
            "oefening oefeningen patrouilles luchtmachtoefening vlootbezoek vredesmissie marinemissie"
        ),
    },
    compounds=True,
    head_first=False,
    units=words(
        "ton liter kilo kilometer pallets containers stuks dozen batterij eskadron vrachtwagens dosissen paar sets"
        " exemplaren"
    ),
    type_words=("van het type", "type", "van het model", "van de klasse"),
    links=frozenset(),
    definite=words("de het deze die dit dat hun zijn haar"),
    modifiers=words(
        "zware lichte gepantserde mobiele medische beschermende strategisch strategische regionale gezamenlijke"
        " draagbare warme kogelvrije snelle multinationale permanente roterende oude nieuwe defensieve tijdelijke"
        " macrofinanciële nucleaire maritieme extra gevechtsklare"
    ),
    sorts=frozenset(),
    stops=words(
        "landen lidstaten jaar jaren maanden weken dagen uur miljoen miljard procent bondgenoten partijen stemmen"
        " keer kilometer meter graden mensen jongeren doden slachtoffers burgers inwoners oekraïners russen leden"
        " zetels ministers leiders leden kinderen commissie lidmaatschappen schepenen leidinggevenden"
    ),
    general=words(
        "steun hulp pakket steunpakket hulppakket wapenpakket wapensteun militaire-steun bijstand maatregelen"
        " middelen defensiebudget"
    ),
)
