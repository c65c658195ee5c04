"""English words for things that are committed."""

from services.extract.pipes.items.goods import GoodsWords, Kind, words

ENGLISH = GoodsWords(
    heads={
        Kind.ARMS: words(
            "weapons weapon weaponry arms missiles missile ammunition munitions munition shells rounds howitzers"
            " howitzer artillery guns mortars rifles launchers launcher drones drone batteries battery interceptors"
            " bombs rockets mines torpedoes warheads projectiles defences defenses grenades pistols shotguns"
        ),
        Kind.VEHICLES: words(
            "tanks tank vehicles carriers aircraft jets jet planes plane helicopters helicopter fighters warplanes"
            " ships ship frigate frigates warships warship minehunter minehunters minesweeper corvette corvettes"
            " submarines submarine vessels vessel boats trucks destroyers destroyer carrier bombers flotilla tankers"
            " rovers"
        ),
        Kind.GEAR: words(
            "radars radar systems system helmets vests goggles equipment parts radios jammers sensors satellites"
            " satellite kit gear fuel armor armour optics components coats rations uniforms flails kits snowmobiles"
            " robots mounts hats mitts clothing trains"
        ),
        Kind.TROOPS: words(
            "soldiers soldier troops troop battalion battalions brigade brigades company battlegroup battlegroups"
            " forces force unit units contingent personnel squadron squadrons airmen marines detachment reserves"
            " division paratroopers sailors no-fly-zone zone deployments"
        ),
        Kind.EXPERTS: words(
            "instructors trainers advisers advisors adviser specialists experts engineers observers monitors"
            " technicians investigators officers analysts"
        ),
        Kind.TRAINEES: words(
            "recruits pilots crews firefighters men women responders medics cadets gunners guards people"
        ),
        Kind.COURSES: words("training training training-mission"),
        Kind.INTELLIGENCE: words("intelligence imagery"),
        Kind.RELIEF: words(
            "generators generator transformers transformer autotransformers blankets tents shelter shelters food"
            " medicine medicines medication water stoves heaters clothing mattresses supplies kits ambulances"
            " engines pumps masks ventilators wheat flour firewood boilers turbines beds bandages prostheses units"
            " bulbs lanterns insulin boots oil beans switches"
        ),
        Kind.CARE: words("hospital surgeons doctors refugees patients children evacuees hospital evacuees"),
        Kind.CBRN: words(
            "masks suits dosimeters tablets laboratories laboratory detectors sensors respirators atropine showers"
            " decontamination mask clothing gear"
        ),
        Kind.CYBER: words("servers software licences hardware team teams centre centres grant"),
        Kind.CREDIT: words("loan loans grants grant guarantees guarantee facility"),
        Kind.FUNDS: words("fund funds levy"),
        Kind.POLICY: words("concept strategy plans plan policy doctrine review deterrent neutrality"),
        Kind.ACCESSION: words("protocol protocols invitation chapters cluster candidacy bill status"),
        Kind.ASSURANCE: words("guarantees assurances assurance declaration declarations"),
        Kind.BODIES: words("headquarters centre center office post accelerator command academy accelerator start-ups"),
        Kind.WORKS: words("base bases plant depot hangar hangars factory"),
        Kind.EXERCISES: words("exercise exercises patrols patrol"),
    },
    compounds=False,
    head_first=False,
    units=words(
        "tons tonnes tonne ton litres gallons rounds sets pairs pallets boxes batches pieces squadrons truckloads"
    ),
    type_words=("of the type", "-class"),
    links=words("of"),
    definite=words("the these those its their his this that"),
    modifiers=words(
        "armored armoured anti-tank anti-aircraft long-range short-range medium-range air defence defense fighter"
        " field patrol cruise mobile protective medical winter gas iodine infantry fighting combat training military"
        " security nuclear surface-to-air battle high-capacity heavy light surveillance reconnaissance spare machine"
        " strategic regional main logistic ground british american u.s. us french german danish dutch ukrainian"
        " polish canadian rapid response spearhead no-fly hospital fire self-propelled multinational joint standing"
        " war night vision body chemical macro-financial concessional"
    ),
    sorts=frozenset(),
    stops=words(
        "countries members allies years year months weeks days hours nations states percent votes times people"
        " miles kilometers kilometres feet leaders ministers points deputies children civilians"
    ),
    general=words("aid support assistance help package measures money funding spending"),
)
