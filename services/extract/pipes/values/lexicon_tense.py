"""Words that tell whether a clause looks back, ahead, or merely says who spoke, by language."""

from collections.abc import Mapping
from types import MappingProxyType

FUTURE: Mapping[str, str] = MappingProxyType(
    {
        "nl": r"zal|zullen|zou|zouden|gaat|gaan|moet|moeten|wil|willen|hoopt|kan|kunnen|volgt|volgen|plant|plannen"
        r"|verwacht|vertrekt|vertrekken|komt|komen|begint|beginnen|start|starten|beslist|stemt|opent|stuurt",
        "en": r"will|would|shall|should|is to|are to|due|plans?|planned|expected|set to|going to|hopes?|wants?"
        r"|could|may|might|can|intends?|scheduled|wo|[’']ll",
        "fr": r"\w+(?:era|eront|ira|iront|ra|ront)|va|vont|doit|doivent|devrait|devraient|pourrait|pourraient"
        r"|prévu\w*"
        r"|entend|compte|veut|souhaite",
        "de": r"soll|sollen|sollten|wird|werden|will|wollen|plant|könnte|dürfte|möchte|muss|müssen|werde|würde|folgt"
        r"|folgen"
        r"|kommt|kommen|solle|erhält|bekommt",
    }
)
"""Alternatives of a regular expression over whole words."""

PAST: Mapping[str, str] = MappingProxyType(
    {
        "nl": r"heeft|hebben|had|hadden|was|waren|werd|werden|zei|keurde\w*|besloot|besloten|stemde\w*"
        r"|tekende\w*"
        r"|ondertekende\w*|kwam|kwamen|ging|gingen|landde\w*|bestelde\w*|gaf|gaven|nam|namen|deed|deden|zette\w*"
        r"|stuurde\w*|leverde\w*|maakte\w*|begon|begonnen|arriveerde\w*|vertrok\w*|vroeg\w*",
        "en": r"has|have|had|was|were|said|\w{3,}ed|made|took|gave|went|came|began|sent|met|told|put|left|won",
        "fr": r"a|ont|avait|avaient|était|étaient|fut|furent|eu",
        "de": r"hat|haben|hatte|hatten|war|waren|wurde|wurden|sagte\w*|stimmte\w*|beschloss\w*|genehmigte\w*"
        r"|(?-i:(?!ersten|zweit|dritt|letzt|nächst|alte|gute|beste|heute|leicht|rechte)[a-zäöüß]{3,}te[n]?)|kam"
        r"|kamen|gab|gaben|ging|gingen|nahm|nahmen|traf|trafen|begann\w*",
    }
)
"""Alternatives of a regular expression over whole words."""

REPORTING: Mapping[str, str] = MappingProxyType(
    {
        "nl": r"vroeg|vroegen|gevraagd|verzocht|drong\w*|eiste\w*|zei|zeiden|zegt|zeggen|gezegd|meldt|melden|meldde"
        r"|meldden|gemeld|meegedeeld|deelde\w* .{0,60}mee"
        r"|aangekondigd"
        r"|bekendgemaakt|maakte\w*|bekend|weten|schrijft|schreef|geschreven|verklaarde\w*|aldus|volgens|vertelde\w*"
        r"|verteld"
        r"|bevestigde\w*|bevestigd|benadrukte\w*|toespraak|persconferentie|kondigde\w*|herhaalde\w*|waarschuwde\w*"
        r"|noemde"
        r"|ontvangst|bezoek|bericht|interview|gesprek|overleg|top|bijeenkomst|klinkt|klonk|verzekerde|twitterde"
        r"|opgeroepen",
        "en": r"asked|requested|urged|demanded|appealed|said|says|told|announcing|announced|announces"
        r"|according|reported"
        r"|reports|confirmed|added|stated|wrote|tweeted"
        r"|speaking"
        r"|warned|repeated|insisted|statement|press conference|interview|news conference|meeting|visit|talks|revealed"
        r"|disclosed",
        "fr": r"demandé|réclamé|sollicité|exhorté|dit|déclaré|annoncé|indiqué|affirmé|précisé|selon|expliqué"
        r"|confirmé|assuré|ajouté|rapporté"
        r"|fait savoir|écrit"
        r"|a-t-il|a-t-elle|communiqué|interview|conférence de presse|discours|souligné|répété|lancé|rappelé|réunion"
        r"|rencontre"
        r"|révélé|évoqué|appris",
        "de": r"ersuchte\w*|bat|baten|forderte\w*|mitteilte\w*|ankündigte\w*|veröffentlicht\w*|bekannt|sagte\w*"
        r"|sagt|mitgeteilt|teilte\w*|erklärte\w*|gesagt|kündigte\w*|angekündigt|bestätigte\w*"
        r"|bestätigt|gab|bekannt"
        r"|berichtete\w*|berichtet|hieß|betonte\w*|äußerte\w*|schrieb\w*|laut|nach angaben|verlautete|zufolge|rede"
        r"|pressekonferenz|treffen|besuch|gespräch|sprach\w*",
    }
)
"""Verbs and nouns of speaking: a day in their clause is the day of a statement."""

DECIDING: Mapping[str, str] = MappingProxyType(
    {
        "nl": r"\w*goedgekeurd|\w*goedkeur\w*|keurde\w*|besloten|besloot|beslist\w*|\w*tekend\w*|ingestemd|stemde\w*"
        r"|gestemd"
        r"|bekrachtig\w*|geratificeerd|ratificeerde\w*|aangenomen|overhandig\w*|geleverd|leverde\w*|aangekomen"
        r"|vertrokken"
        r"|gestuurd|geland\w*|landde\w*|besteld\w*|bestelde\w*|begonnen|begon|gestart|opgeschort|stilgelegd|stopgezet"
        r"|geactiveerd|gegeven|toegezegd|zegde\w*|overeengekomen|kwamen|gestort|overgemaakt|maakte\w* .{0,40}over"
        r"|opgeleverd"
        r"|groen licht|veto|ingediend|diende\w*|vrijgemaakt|afgesproken|verworpen|afgewezen|sloot|gesloten|gevlogen",
        "en": r"approved|signed|voted|decided|ratified|agreed|adopted|endorsed|ordered|delivered|arrived|landed|left"
        r"|began|started"
        r"|suspended|rejected|vetoed|handed|launched|accepted|passed|transferred|pledged|promised|turned down"
        r"|authori[sz]ed"
        r"|opened|took|sailed|crossed|invited|blocked|activated|refused|paid",
        "fr": r"approuvé\w*|signé\w*|voté\w*|décidé\w*|ratifié\w*|adopté\w*|livré\w*|remis\w*|arrivé\w*|validé\w*"
        r"|suspendu\w*|rejeté\w*"
        r"|accepté\w*|convenu\w*|lancé\w*|promis\w*|autorisé\w*|débloqué\w*|octroyé\w*|avalisé\w*|entamé\w*|donné\w*"
        r"|refusé\w*|commandé\w*"
        r"|feu vert|quitté\w*|parti\w*|entériné\w*|versé\w*|mis fin|accordé\w*",
        "de": r"genehmigt\w*|beschloss\w*|stimmt\w*|gestimmt|zugestimmt|unterzeichne\w*|unterschr\w*|gebilligt"
        r"|billigte\w*|ratifizier\w*"
        r"|geliefert|lieferte\w*|übergeben|übergab\w*|eingetroffen|traf\w*|begann\w*|begonnen|verabschiede\w*"
        r"|bewilligt\w*|segnete\w*"
        r"|bestellt\w*|abgelehnt|lehnte\w*|gestoppt|ausgesetzt|vereinbar\w*|geeinigt|einigt\w*|landete\w*|gelandet"
        r"|freigegeben"
        r"|gestartet|verlegt\w*|überwies\w*|überwiesen|eingeladen|aktiviert\w*|sagte\w* .{0,60}zu|zugesagt"
        r"|grünes licht|geschlossen",
    }
)
"""Verbs of deciding and doing: a day in their clause is the day of the undertaking, said or not."""
