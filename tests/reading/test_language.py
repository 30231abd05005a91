"""The language of a text."""

from __future__ import annotations

import pytest

from cleaners.reading.language import are_kin, detect_language
from tests.builders import LEXICON

TEXTS = {
    "ru": "Строители работали на переправе два года, хотя надеялись, что управятся за один, "
    "и теперь движение по старой переправе закроют, а её опоры разберут до первого льда на реке.",
    "kk": "Қаланың тұрғындары үшін жаңа көпір ашылды, және бұл көпір арқылы күн сайын мыңдаған "
    "көлік өтеді деп күтілуде, ал ескі көпір жөндеуге жабылып, жаяу жүргіншілер үшін қызмет етеді.",
    "en": "The new bridge was opened on Wednesday, and the first buses have been crossing it since "
    "dawn, which is what the city had promised to the people who live on the other side of it.",
    "uk": "Новий міст через річку відкрили у середу вранці, і першими ним проїхали міські "
    "автобуси, хоча будівельники спочатку сподівалися, що вони зможуть завершити його торік.",
    "de": "Die neue Brücke über den Fluss wurde am Mittwoch eröffnet, und die ersten Busse fahren "
    "schon seit dem Morgen darüber, wie es die Stadt den Bewohnern versprochen hatte.",
    "fr": "Le nouveau pont sur la rivière a été ouvert mercredi, et les premiers autobus y passent "
    "depuis l'aube, comme la ville l'avait promis aux habitants de l'autre rive.",
    "es": "El nuevo puente sobre el río se abrió el miércoles y los primeros autobuses lo cruzan "
    "desde el amanecer, como la ciudad había prometido a los vecinos de la otra orilla.",
    "it": "Il nuovo ponte sul fiume è stato aperto mercoledì e i primi autobus lo attraversano "
    "dall'alba, come la città aveva promesso agli abitanti dell'altra sponda del fiume.",
    "pt": "A nova ponte sobre o rio foi aberta na quarta-feira e os primeiros ônibus passam por "
    "ela desde o amanhecer, como a cidade havia prometido aos moradores da outra margem.",
    "nl": "De nieuwe brug over de rivier werd woensdag geopend en de eerste bussen rijden er sinds "
    "de ochtend overheen, zoals de stad had beloofd aan de bewoners van de andere oever.",
    "pl": "Nowy most na rzece otwarto w środę, a pierwsze autobusy przejeżdżają przez niego od "
    "świtu, tak jak miasto obiecało mieszkańcom, którzy żyją po drugiej stronie rzeki.",
    "cs": "Nový most přes řeku byl otevřen ve středu a první autobusy po něm jezdí už od rána, jak "
    "město slíbilo obyvatelům, kteří žijí na druhém břehu řeky a čekali na něj dva roky.",
    "sv": "Den nya bron över floden öppnades på onsdagen och de första bussarna har kört över den "
    "sedan gryningen, precis som staden hade lovat invånarna på den andra sidan.",
    "fi": "Uusi silta joen yli avattiin keskiviikkona, ja ensimmäiset linja-autot ovat ajaneet "
    "sen yli aamusta asti, kuten kaupunki oli luvannut toisen rannan asukkaille, jotka odottivat "
    "sitä kaksi vuotta eivätkä enää uskoneet, että se valmistuu.",
    "hu": "Az új hidat a folyó felett szerdán nyitották meg, és az első buszok hajnal óta járnak "
    "rajta, ahogy azt a város megígérte azoknak a lakóknak, akik a túlparton élnek.",
    "ro": "Noul pod peste râu a fost deschis miercuri, iar primele autobuze îl traversează încă "
    "din zori, așa cum orașul le promisese locuitorilor care trăiesc pe celălalt mal.",
    "tr": "Nehrin üzerindeki yeni köprü çarşamba günü açıldı ve ilk otobüsler sabahtan beri oradan "
    "geçiyor; belediye bunu karşı yakada yaşayan insanlara iki yıl önce söz vermişti.",
    "vi": "Cây cầu mới bắc qua sông đã được khánh thành vào thứ tư, và những chuyến xe buýt đầu "
    "tiên đã chạy qua từ sáng sớm, như thành phố đã hứa với người dân ở bờ bên kia.",
    "el": "Η νέα γέφυρα πάνω από τον ποταμό άνοιξε την Τετάρτη και τα πρώτα λεωφορεία περνούν από "
    "εκεί από το πρωί, όπως είχε υποσχεθεί ο δήμος στους κατοίκους.",
    "bg": "Новият мост над реката беше открит в сряда и първите автобуси минават по него от "
    "сутринта, както градът беше обещал на хората, които живеят на другия бряг.",
    "he": "הגשר החדש מעל הנהר נפתח ביום רביעי, והאוטובוסים הראשונים עוברים בו מאז הבוקר.",
    "ar": "افتتح الجسر الجديد فوق النهر يوم الأربعاء، وتعبره الحافلات الأولى منذ الفجر، كما وعدت "
    "المدينة السكان الذين يعيشون على الضفة الأخرى من النهر منذ سنوات طويلة.",
    "hi": "नदी पर बना नया पुल बुधवार को खोल दिया गया और सुबह से ही पहली बसें उस पर चल रही हैं, "
    "जैसा कि शहर ने दूसरे किनारे पर रहने वाले लोगों से दो साल पहले वादा किया था।",
    "th": "สะพานใหม่ข้ามแม่น้ำเปิดให้บริการเมื่อวันพุธ และรถโดยสารคันแรกได้ข้ามไปตั้งแต่เช้า",
    "zh": "横跨河流的新桥于周三正式开放,第一批公交车从清晨起就在桥上行驶。",
    "ja": "川にかかる新しい橋が水曜日に開通し、最初のバスが早朝から渡っている。",
    "ko": "강을 가로지르는 새 다리가 수요일에 개통되었고 첫 버스가 아침부터 다리를 건너고 있다.",
    "ka": "მდინარეზე ახალი ხიდი ოთხშაბათს გაიხსნა და პირველი ავტობუსები დილიდან დადიან.",
    "hy": "Գետի վրայով նոր կամուրջը բացվել է չորեքշաբթի օրը։",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_paragraph_tells_its_language(code: str) -> None:
    """Also one that has no word list."""
    assert detect_language(TEXTS[code], LEXICON) == code


OTHER_LETTERS = (
    (
        "kk",
        (
            "Priözerny kentinde jaña kitaphana aşyldy, dep habarlady audan äkimdigi. Qurylys eki "
            "jyl boiy jürgizildi jäne oğan jergilikti käsipker kömektesti. Bul turaly äkimniñ "
            "orynbasary jinalysta aitty."
        ),
    ),
    (
        "kk",
        (
            "Prıozerny kentinde jańa kitaphana ashyldy, dep habarlady aýdan ákimdigi. Qurylys eki "
            "jyl boıy júrgizildi jáne oǵan jergilikti kásipker kómektesti. Bul týraly ákimniń "
            "orynbasary jınalysta aıtty."
        ),
    ),
    (
        "kk",
        (
            "پريوزەرنىي كەنتىندە جاڭا كىتاپحانا اشىلدى، دەپ حابارلادى اۋدان اكىمدىگى. قۇرىلىس ەكى "
            "جىل بويى جۇرگىزىلدى جانە وعان جەرگىلىكتى كاسىپكەر كومەكتەستى. بۇل تۋرالى اكىمنىڭ "
            "ورىنباسارى جينالىستا ايتتى."
        ),
    ),
    (
        "be",
        (
            "U pasiołku Azierny adkryli novuju biblijateku, paviedamili ŭ rajonnaj administracyi. "
            "Budaŭnictva doŭžyłasia dva hady, i jamu dapamahaŭ miascovy pradprymalnik. Heta "
            "vielmi važna dla dziaciej, skazała dyrektarka."
        ),
    ),
    (
        "kaa",
        (
            "Priozyorniy posyolkasında jańa kitapxana ashıldı, dep xabarladı rayon hákimligi. "
            "Qurılıs eki jıl dawam etti hám oǵan jergilikli isbilermen járdem berdi. Bul haqqında "
            "hákimniń orınbasarı májiliste ayttı."
        ),
    ),
    (
        "kaa",
        (
            "Көл бойындағы посёлкада жаңа китапхана ашылды, деп хабарлады район ҳәкимлиги. "
            "Қурылыс еки жыл даўам етти ҳәм оған жергиликли исбилермен жәрдем берди. Бул ҳаққында "
            "ҳәкимниң орынбасары мәжилисте айтты."
        ),
    ),
    (
        "uz",
        (
            "Кўл бўйидаги қишлоқда янги кутубхона очилди, деб хабар берди туман ҳокимлиги. "
            "Қурилиш икки йил давом этди ва унга маҳаллий тадбиркор ёрдам берди. Бу ҳақда ҳоким "
            "ўринбосари йиғилишда айтди."
        ),
    ),
    (
        "ug",
        (
            "كۆل بويىدىكى مەھەللىدە يېڭى كۈتۈپخانا ئېچىلدى، دەپ خەۋەر قىلدى ناھىيەلىك ھۆكۈمەت. "
            "قۇرۇلۇش ئىككى يىل داۋام قىلدى ۋە ئۇنىڭغا يەرلىك كارخانىچى ياردەم بەردى. بۇ بالىلار "
            "ئۈچۈن ئىنتايىن مۇھىم، دېدى مۇدىر."
        ),
    ),
    (
        "tk",
        (
            "Köl boýundaky obada täze kitaphana açyldy, diýip etrap häkimligi habar berdi. "
            "Gurluşyk iki ýyl dowam etdi we oňa ýerli telekeçi kömek etdi. Bu çagalar üçin örän "
            "möhüm, diýip müdir aýtdy."
        ),
    ),
    (
        "tt",
        (
            "Күл буендагы авылда яңа китапханә ачылды, дип хәбәр итте район хакимияте. Төзелеш "
            "ике ел дәвам итте һәм аңа җирле эшмәкәр ярдәм итте. Бу хакта хакимият башлыгы "
            "урынбасары җыелышта әйтте."
        ),
    ),
    (
        "ba",
        (
            "Күл буйындағы ауылда яңы китапхана асылды, тип хәбәр итте район хакимиәте. Төҙөлөш "
            "ике йыл дауам итте һәм уға урындағы эшҡыуар ярҙам итте. Был балалар өсөн бик мөһим, "
            "тине директор."
        ),
    ),
    (
        "az",
        (
            "Göl sahilindəki qəsəbədə yeni kitabxana açıldı, rayon rəhbərliyi bildirdi. Tikinti "
            "iki il davam etdi və ona yerli sahibkar kömək etdi. Bu uşaqlar üçün çox vacibdir, "
            "direktor dedi."
        ),
    ),
)


@pytest.mark.parametrize(("code", "text"), OTHER_LETTERS)
def test_a_language_is_told_in_each_of_its_alphabets(code: str, text: str) -> None:
    """Kazakh in Latin letters is no Turkmen, in Arabic ones no Uighur; each neighbour is itself."""
    assert detect_language(text, LEXICON) == code


@pytest.mark.parametrize("text", ["", "140", "Мост открыт", " ".join(["мост"] * 19)])
def test_a_short_text_tells_nothing(text: str) -> None:
    """A guess would be worse than silence."""
    assert detect_language(text, LEXICON) is None


def test_a_few_foreign_words_do_not_matter() -> None:
    """Names and quotes of neighbours stand in many stories."""
    assert detect_language(TEXTS["ru"] * 3 + " Қасымжомарт", LEXICON) == "ru"


def test_capitals_do_not_matter() -> None:
    """Nor does the case of headlines."""
    assert detect_language(TEXTS["ru"].upper(), LEXICON) == "ru"


@pytest.mark.parametrize(("first", "second"), [("nb", "da"), ("hr", "sr"), ("cs", "sk")])
def test_some_languages_are_easily_taken_for_each_other(first: str, second: str) -> None:
    """There the page is believed."""
    assert are_kin(first, second)
    assert not are_kin(first, "en")
    assert not are_kin(first, None)
