/// Words by which names are known, and words with a capital that are none. Folded as `TextPieces` folds.
enum NameWords {
  static let titles = TextPieces.folded(
    """
    mr mrs ms miss dr prof professor sir madam herr herrn frau doktor familie firma kollege kollegin kollegen monsieur mme
    mlle madame maître sr sra srta señor señora don doña sig signor signora signore dott dottor dottoressa ing avv family
    famille familia famiglia
    """)

  static let greetings = TextPieces.folded(
    """
    hi hello hey dear hallo liebe lieber geehrte geehrter moin servus bonjour bonsoir salut cher chère hola estimado estimada
    querido querida ciao gentile caro cara buongiorno buonasera salve
    """)

  /// What follows a company's name.
  static let companies = TextPieces.folded(
    "gmbh co ag kg ug mbh ohg gbr se ltd llc inc plc corp sa sarl sas sl slu srl spa snc bv nv oy ab")

  /// Between the parts of one name.
  static let particles = TextPieces.folded("von van de der den del della di da du la le el zu zur")

  static let streets = TextPieces.folded(
    "strasse str gasse allee platz weg ufer damm street avenue road lane square rue boulevard calle avenida plaza via viale piazza corso"
  )
  static let streetEndings = ["strasse", "gasse", "allee", "platz", "weg", "ufer", "damm"]

  /// What only people do, right after their name; and whom they do it to, where that stands before the verb. A noun has an
  /// article in front of it there.
  static let doings = TextPieces.folded(
    """
    said asked asks wrote writes told tells called calls sent sends confirmed agreed agrees wants wanted thinks mentioned joins
    joined suggested offered promised
    sagt sagte schreibt schrieb meldet schickt bringt übernimmt bestätigt ruft fragt fragte kümmert
    vous te nous lui dit écrit envoie confirme appelle viendra passera s'occupe
    le les te nos dice dijo escribe envía confirma llama llamará vendrá pasará
    vi ti ci dice scrive invia manda conferma chiama chiamerà verrà passerà
    """)

  /// What things are and do as well: a person is meant when one of `toPeople` follows.
  static let helpers = TextPieces.folded(
    """
    is was will has had can could would should may wird hat hatte kann konnte könnte soll sollte möchte
    est a va peut pourra doit es ha va puede podrá debe è ha può potrà deve
    """)

  static let toPeople = TextPieces.folded(
    """
    call send let join contact bring come show email write get meet help pick visit ask tell reply answer confirm speak talk
    coming calling asked told agreed promised said sich sie ihnen dich dir mir mich uns euch vous nous appeler envoyer venir
    passer contacter rappeler llamar enviar venir pasar escribir chiamare mandare venire passare scrivere
    """)

  /// Given names that are no ordinary words in the five languages.
  static let given = TextPieces.folded(
    """
    adam adrian agnes alan albert alejandro alessandro alessia alex alexander alexandra alexandre alfred alice alicia ana
    andrea andreas andres andrew andré angela angelika anita anja anke anna anne annette anthony antoine anton antonia
    antonio arthur astrid axel barbara bastian beate beatrice beatriz ben benjamin bernard bernd bernhard birgit björn
    brian brigitte bruno camille carla carlo carlos carmen carol carolina caroline catherine cecilia chantal charles
    charlotte chiara chloé chris christian christina christine christoph christopher clara claudia claudio clemens clément
    cristina daniel daniela danielle david davide deborah denise dennis diana diego dieter dirk dominik dominique donald
    doris dorothea eduardo edward elena elias elisa elisabeth elizabeth ellen emil emilia emily emma enrico enrique eric
    erik ernesto esther eva fabian fabien fabio federica federico felipe felix ferdinand fernando filippo florence florian
    francesca francesco francisco franck françois françoise franz frederik friedrich gabriel gabriele gabriella geoffrey
    georg george georges gerald gerard gerd gerhard gerald giacomo gianni giorgia giorgio giovanna giovanni gisela giulia
    giulio giuseppe gonzalo greta guido guillaume guillermo gustav hannah hannes hans harald harry heike heinrich heinz
    helen helena helene helga helmut henri henrik henry herbert hermann holger hugo ian ignacio ilaria ines inga ingo ingrid
    irene iris isabel isabella isabelle ivan jack jacob jacques jakob james jan jana jane janet javier jean jeanne jeff
    jennifer jens jessica jim joachim joan joanna jochen johan johann johanna johannes john jonas jonathan jordi jorge jose
    josef joseph josé juan juana judith jules julia julian juliane julie julien juliette jürgen justin kai karen karin karl
    karsten katharina kathrin katja kerstin kevin klara klaus konrad kurt lara lars laura laure laurent lea lena leon
    leonardo leonie lina linda lisa lorena lorenzo louis louise luc luca lucas lucia lucie ludwig luis luisa lukas léa
    maike manfred manuel manuela marc marcel marco marcus margaret maria marie marina mario marion markus marta martha
    martin martina martine mateo matteo matthew matthias mathieu maurice max maximilian melanie mercedes mia michael michel
    michele michelle miguel mikael miriam monica monika monique moritz nadia nadine natalia natalie nathalie nicholas nick
    nicola nicolas nicole niels niklas nils nina noah nora norbert oliver olivia olivier olga oscar oskar otto pablo paola
    paolo pascal patricia patrick paul paula pauline pedro peter petra philip philipp philippe pierre pietro pilar rachel
    rafael rainer ralf raquel raul rebecca regina reinhard renate renato renaud rené ricardo riccardo richard rita robert
    roberto robin roger roland rolf roman ronald rosalie rudolf ruth sabine sabrina samuel sandra sandrine sandro
    sara sarah sebastian sergio silke silvia simon simone sofia sonia sonja sophia sophie stefan stefanie stefano stephan
    stephanie stephen steve steven sue susan susana susanne sven svenja sylvia sylvie tanja tatjana teresa theo theresa
    thierry thomas thorsten tim timo tina tobias tom tomas torsten udo ulrich ulrike ursula uta ute uwe valentina valeria
    valentin vanessa vera verena veronica veronika vincent vincenzo viktor vittoria volker walter werner wilhelm wolfgang
    xavier yann yannick yves yvonne zoe zoé
    """)

  /// Places that people write about. German ones are told from nouns by this list only.
  static let places = TextPieces.folded(
    """
    aachen amsterdam andorra antwerpen athens athen augsburg austria barcelona basel bayern belgien belgium bergamo berlin
    bern bilbao bochum bologna bonn bordeaux boston bozen braunschweig bremen brighton bristol brussels brüssel bruxelles
    budapest cadiz cambridge chicago chemnitz copenhagen cordoba cottbus dallas darmstadt deutschland dortmund dresden
    dublin duisburg düsseldorf edinburgh england erfurt europa europe firenze flensburg florence frankfurt frankreich
    france freiburg geneva genf genova genève germany glasgow granada graz grenoble halle hamburg hannover heidelberg
    helsinki innsbruck ireland istanbul italia italien italy jena karlsruhe kassel kiel klagenfurt koblenz köln konstanz
    kopenhagen lausanne leeds leipzig lille linz lisbon lissabon liverpool london lübeck lucerne ludwigsburg lugano luxemburg
    luzern lyon madrid magdeburg mailand mainz malaga mallorca manchester mannheim marbella marseille milan milano modena
    montpellier munich moskau münchen münster murcia nantes napoli neapel nizza nürnberg oldenburg oslo osnabrück
    österreich oxford padova palermo paris parma passau perugia pisa polen portugal potsdam prag prague ravenna
    regensburg rennes rom roma rome rostock rotterdam saarbrücken salamanca salzburg schweiz scotland seville sevilla siena
    spain spanien spagna españa stockholm strasbourg stuttgart suisse switzerland svizzera tokyo torino toulouse trieste
    turin ulm utrecht valencia valladolid venedig venezia venice verona vicenza vienna vigo warschau warsaw weimar
    wien wiesbaden wolfsburg wuppertal würzburg zaragoza zürich zurich
    """)

  /// Capitals that are no names, whatever the language.
  static let acronyms = TextPieces.folded(
    """
    pdf ok vat fyi asap eu uk us usa it hr pr tv id ceo cfo cto faq url usb cv tba tbd tbc rsvp ps nb am pm et bcc cc re fw
    fwd aw wg mwst ust zb dh usw bzw tva ht ttc rgpd gdpr dsgvo iva nif cif dni iban bic swift sepa sms csv html api qr wlan
    wifi gps kw eta q rdv svp sav ref nr no eur usd gbp chf utc gmt cet cest mez mesz agb dgsvo
    """)

  /// Small words of letters that begin sentences or are written with a capital, in the five languages.
  static let ordinary = TextPieces.folded(
    """
    i me my we anyway you he she it they the a an and or but if so as at in on of to for from by with without about after before
    all also any another are as because both can could did do does each either every everything few first following for
    further given going good great had has have having here how however in indeed is just kind last least let like looking
    many may maybe meanwhile might more most much must neither never next no none nothing now of once one only other others
    our out over perhaps please rather really regarding same second see several shall should since some somebody someone
    something soon still such sure thank thanks that their then there therefore these this those though through thus too
    two under unfortunately until up upon very was well were what whatever when whenever where whether which while who whom
    whose why will wish would yes yet your yours best regards kind warm many cheers sincerely faithfully truly hi hello hey dear
    team everyone madam sir sirs ladies gentlemen folks guys god christmas easter english german french spanish italian
    european british american swiss austrian internet email mail street suite north south east west happy hope apologies sorry
    congratulations terms conditions manager director sales department office company enclosed attached attachment payment delivery shipping total price deposit invoice order details date
    time place phone address name subject number question questions answer note update summary let's i'm i'd i've i'll don't
    welcome sounds looks works today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday
    der die das den dem des ein eine einen einem einer und oder aber wenn weil dass ob als auch auf aus bei bis da damit dann
    daher darum dazu denn dennoch deshalb dies diese dieser dieses diesen doch dort du durch er es etwa euch euer eure falls
    für ganz gegen gern gerne gut guten haben hat hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in ist ja
    jede jeder jedes jedoch jetzt kein keine kann können leider man mein meine meinen meinem mich mir mit nach natürlich
    nein nicht noch nun nur ob ohne schon sehr sein seine seit sie sind so sobald sofern sollte sollten somit sowie statt
    über um und uns unser unsere unseren unserem unter vielen viele vielleicht vom von vor wann war waren warum was wegen
    weiter weitere welche welcher wem wen wenn wer werden wie wir wird wo würde würden zu zum zur zwar bitte danke dank herzlichen
    herzliche beste besten liebe lieben lieber schöne schönen freundliche freundlichen mfg lg vg grüße grüsse gruß gruss hallo
    guten tag morgen abend damen herren kolleginnen kollegen zusammen alle alles andere anbei heute gestern übermorgen montag
    dienstag mittwoch donnerstag freitag samstag sonntag uhr deutsch englisch französisch
    le la les l un une des du de d au aux et ou mais si car donc or ni ne pas plus en dans sur sous par pour avec sans chez
    vers ce cet cette ces ceci cela ça c'est c j je tu il elle on nous vous ils elles me te se lui leur leurs mon ma mes ton
    ta tes son sa ses notre nos votre vos qui que quoi dont où quand comment pourquoi combien quel quelle quels quelles
    tout toute tous toutes aucun aucune autre autres chaque plusieurs quelques merci bonjour bonsoir salut cher chère chers
    chères cordialement bien sincères meilleures salutations bonne bon journée soirée madame monsieur mesdames messieurs
    oui non voici voilà très trop après avant depuis dès lors lorsque ensuite puis enfin alors ainsi aussi comme concernant
    suite grâce malheureusement volontiers parfait entendu est sont était sera serait avez avons ai as a y être avoir
    peut pouvez pourriez pouvons veuillez français anglais allemand internet tva lundi mardi mercredi jeudi vendredi samedi
    dimanche
    el los las lo una unos unas del al y o u e pero sino porque pues aunque cuando donde como cómo qué quién cuál cuánto
    este esta esto estos estas ese esa eso esos esas aquel aquella mi mis tu tus su sus nuestro nuestra nuestros nuestras
    yo tú él ella ello nosotros ustedes usted ud uds vd ellos ellas me te se nos os le les muy más menos también tampoco
    sí no ya aún todavía siempre nunca hoy mañana ayer ahora luego entonces después antes desde hasta hacia para por con sin
    sobre entre según durante mediante gracias muchas hola buenos buenas días tardes noches saludos cordiales cordial
    atentamente abrazo un estimado estimada estimados querido querida señor señora señores es son está están era fue será
    ha han hay he hemos puede pueden podría podemos todo toda todos todas otro otra otros otras cada cualquier alguno
    algunos ninguno perfecto claro lamentablemente encantado español inglés alemán francés lunes martes miércoles jueves viernes
    sábado domingo adjunto adjunta respecto quedo quedamos espero esperamos
    il lo gli i una uno dei degli delle di da in con su per tra fra e ed o od ma se perché poiché quindi dunque però anche
    ancora già mai sempre oggi domani ieri ora poi dopo prima durante secondo questo questa questi queste quello quella
    quelli quelle mio mia miei mie tuo tua suo sua suoi sue nostro nostra nostri nostre vostro vostra vostri vostre io tu
    lui lei noi voi loro mi ti si ci vi ne la le li gli che chi cui cosa come quando dove quanto quale quali è sono era
    sarà saranno ha hanno ho abbiamo può possono potrebbe possiamo tutto tutta tutti tutte altro altra altri altre ogni
    alcuni nessuno grazie mille ciao buongiorno buonasera salve saluti cordiali distinti cordialmente gentile gentili
    gentilissimo caro cara cari egregio spettabile signore signori presto purtroppo certo certamente volentieri perfetto
    bene resto restiamo rimango allego allegato lunedì martedì mercoledì giovedì venerdì sabato domenica italiano inglese
    tedesco francese spagnolo nel nella nei nelle nello sul sulla al alla ai alle allo dal dalla dai dalle
    january february march april may june july august september october november december januar februar märz mai juni juli
    oktober dezember
    """)

  /// German nouns that stand beside another one without an article.
  static let germanPairs = TextPieces.folded(
    """
    ende anfang mitte uhr punkt nummer nr tasse glas flasche flaschen stunde stunden tag tage tagen woche wochen monat monate
    monaten kilo liter stück meter prozent euro art menge paar teil teile portion kiste kisten seite seiten grad jahr jahre
    jahren minute minuten million millionen person personen zimmer sorte form reihe anzahl vormittag nachmittag früh bezug
    rücksprache zeit geld hilfe arbeit euro franken dollar
    """)

  /// Endings of German nouns.
  static let germanEndings = [
    "ung", "ungen", "heit", "keit", "keiten", "schaft", "tion", "tionen", "tat", "nis", "ment", "chen", "tum", "ismus",
    "age",
    "enz", "anz", "ling", "termin", "betrag", "preis", "nummer", "datum", "zeit", "frage", "fragen", "adresse",
  ]
  /// Endings of the names of German towns.
  static let townEndings = [
    "burg", "stadt", "heim", "hausen", "ingen", "furt", "bach", "dorf", "berg", "brucken", "walde", "stedt",
  ]
  static let beforeTown: Set<String> = ["in", "nach", "aus", "bei", "uber", "von"]
}
