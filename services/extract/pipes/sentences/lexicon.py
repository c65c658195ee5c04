"""Words that tell a splitter what a full stop means, by language.

`titles` stand before a name or a word and never end a sentence. `closers` end a sentence if a capital follows
("enz. De"). All other abbreviations end one only before a word of `starters`: words that seldom carry a capital
elsewhere. `counted` are abbreviations only before a number. Forms are in lower case, without the last full stop.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SentenceLexicon:
    """What the splitter knows of one language."""

    titles: frozenset[str]
    closers: frozenset[str]
    others: frozenset[str]
    counted: frozenset[str]
    starters: frozenset[str]
    counted_nouns: frozenset[str]
    """Months and other nouns that a number with a full stop goes with ("12. März", "20. Jahrhundert")."""
    calendar: frozenset[str]
    """Weekdays and time zones: what may follow a clock time in capitals ("9 a.m. Monday", "5 p.m. GMT")."""
    ordinal_heralds: frozenset[str]
    """Words after which a number with a full stop is an ordinal ("der 8. Versuch"); empty where ordinals take no full
    stop.
    """
    credits: frozenset[str]
    """Verbs of saying that may follow a name right after a quoted question ("…?” Biden asked"); only where names come
    first.
    """


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAME_PARTICLES = _words("de van der den von le la du di da el al bin ter ten")
"""What a surname may begin with: "J. De Vries", "M. Le Goff"."""

LONG_INITIALS = _words("th ph ch chr yu joh jos wm")
"""Initials of more than one letter."""

_DUTCH = SentenceLexicon(
    titles=_words(
        "dhr mevr mw mej dr drs ir ing mr prof gen lt kol kap kapt maj sgt sgt-maj adm mgr ds st br jhr "
        "zr ms hr bijv bv bvb o.a oa m.n i.h.b t.o.v i.s.m n.a.v m.b.t d.w.z i.p.v t.b.v w.o resp ca vgl zgn z.g t.a.v "
        "a.h.w i.v.m d.m.v m.a.w m.m.v i.h.k.v o.l.v t.g.v t.n.v i.o i.o.v o.b.v o.m t.h.v t.w i.c m.u.v v.w.b cfr geb "
        "plv wnd"
    ),
    closers=_words("enz e.d e.a etc a.s jl j.l l.l c.s ll e.v a.u.b s.v.p"),
    others=_words(
        "mln mld incl excl inc ltd co corp min max n.chr v.chr kft p.p p.j p.m p.u n.v b.v v.s u.s e.u afd jr sr tel "
        "sint blz"
    ),
    counted=_words(
        "nr nrs no art artt p pp blz pag par lid hfst fig jan feb febr mrt apr aug sep sept okt nov dec ca min max"
    ),
    starters=_words(
        "de het een in op dit dat die deze ook maar en hij zij ze er wij we ik het volgens daarmee daarom daarna toen "
        "toch nu met voor van bij na om als hoewel terwijl omdat aan uit naar tot over onder tegen sinds tijdens zo "
        "wat wie waar hoe waarom is zijn was dus want of alle geen niet al door intussen inmiddels eerder vorige "
        "volgend later verder bovendien daarnaast daar hier zelf veel vooral onze hun haar zelfs pas nog wel ondanks "
        "binnen dinsdag"
    ),
    counted_nouns=_words("januari februari maart april mei juni juli augustus september oktober november december"),
    calendar=_words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gmt cet"),
    ordinal_heralds=frozenset(),
    credits=frozenset(),
)

_ENGLISH = SentenceLexicon(
    titles=_words(
        "mr mrs ms messrs dr drs prof gen lt col sgt capt cpl maj adm cmdr cdr brig pvt spc ssgt gov sen sens rep reps "
        "rev hon st ste pres amb supt det insp atty vs v e.g i.e viz cf mt ft ald cllr ca approx bros"
    ),
    closers=_words("etc a.m p.m et.al"),
    others=_words(
        "u.s u.k u.n e.u u.s.a d.c inc ltd co corp plc llc kft jr sr ph.d m.d b.a m.a assn dept univ min max bn mn ave "
        "blvd rd sq cent ret n.y calif conn fla tex ariz ga mich minn okla tenn wis colo n.c n.j s.c n.h"
    ),
    counted=_words("no nos art arts p pp par sec ch fig vol jan feb mar apr jun jul aug sep sept oct nov dec"),
    starters=_words(
        "the a an in on at this that these those it he she they we i you his her its their our but and or so if when "
        "while as after before since for from with without by to of there here what who where how why is are was were "
        "some many most all both each no not then now still also yet however although though because until under over "
        "between among during according earlier later meanwhile asked other another such one two once despite last "
        "next more only"
    ),
    counted_nouns=_words("january february march april may june july august september october november december"),
    calendar=_words(
        "monday tuesday wednesday thursday friday saturday sunday gmt est edt et pt pst bst cet utc eastern"
    ),
    ordinal_heralds=frozenset(),
    credits=_words(
        "said asked says asks added told tweeted wrote replied warned demanded wondered shouted continued declared"
    ),
)

_FRENCH = SentenceLexicon(
    titles=_words(
        "m mm mme mmes mlle mlles dr drs pr prof mgr st ste sts cf env av apr art adj gal gén col cdt cne lt amb p.ex "
        "vs"
    ),
    closers=_words("etc"),
    others=_words("j.-c cie hab max min inc ltd corp u.s o.n.u u.e s.a vol éd coll réf tél bd av c.-à-d n.d.l.r"),
    counted=_words("n no nos art p pp par al chap fig vol ch janv févr fév avr juil sept oct nov déc"),
    starters=_words(
        "le la les un une des il elle ils elles on nous vous je ce cette ces cet cela ça c d l s j n qu et mais ou "
        "donc or car en dans sur sous avec sans pour par de du au aux à après avant depuis pendant selon si quand "
        "lorsque alors aussi ainsi puis enfin où qui que quoi comment pourquoi son sa ses leur leurs notre nos tout "
        "tous toutes plusieurs certains aucun pas ne"
    ),
    counted_nouns=_words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    calendar=_words("lundi mardi mercredi jeudi vendredi samedi dimanche gmt"),
    ordinal_heralds=frozenset(),
    credits=frozenset(),
)

_GERMAN = SentenceLexicon(
    titles=_words(
        "dr prof hr hrn fr frl st hl gen lt oblt ltn hptm dipl ing bzw z.b zb d.h i.d.r u.u ggf evtl vgl sog bspw inkl "
        "exkl zzgl geb gest o.g u.g v.a s.o s.u i.e insb insbes einschl betr bez lt gem kath ev ehem verh zt z.t z.zt "
        "i.s.d i.s.v m.a.w m.e a.a.o abzgl hg hrsg röm dt engl frz amerik russ ukr int nat rd schätzungsw voraussichtl"
    ),
    closers=_words("usw etc u.ä o.ä u.v.m u.s.w u.v.a"),
    others=_words(
        "mio mrd tsd jh jhd u.a a.d i.r e.v co str std min sek max mind abt allg bd ltd inc corp u.s u.s.a n.chr v.chr "
        "jr sen"
    ),
    counted=_words(
        "nr nrn str art abs abschn kap ziff s ca jan feb febr mär apr jun jul aug sep sept okt nov dez mind max min rd"
    ),
    starters=_words(
        "der die das ein eine einer einem einen den dem in im am an auf aus bei beim mit nach von vom vor zu zum zur "
        "für gegen durch ohne um und aber oder denn doch auch er sie es wir ich ihr man dies diese dieser dieses wenn "
        "als weil da dass ob wie was wer wo warum so nun noch nur schon jetzt dann danach damit dabei dazu daher "
        "deshalb zudem außerdem allerdings jedoch laut seit während trotz unter über zwischen alle viele einige kein "
        "keine nicht ist sind war hat sein seine ihre sein"
    ),
    counted_nouns=_words(
        "januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert "
        "jahrhunderts jahrhunderte jahrestag jahrestages geburtstag mal bundestag armee brigade"
    ),
    calendar=_words("montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag uhr mez mesz"),
    ordinal_heralds=_words(
        "am der die das dem den des im vom zum zur beim bis ab seit dem ein eine einen einem einer jeder jede jedes "
        "jeden und oder sein seine seinen seinem ihr ihre ihren ihrem mein unser unserem dieser diese dieses diesem "
        "diesen montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so rund"
    ),
    credits=frozenset(),
)

LEXICONS: Mapping[str, SentenceLexicon] = {"nl": _DUTCH, "en": _ENGLISH, "fr": _FRENCH, "de": _GERMAN}
