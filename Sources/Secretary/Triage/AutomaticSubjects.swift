/// How the subject lines of automatic mail begin, in lower case, in the languages mail programs write them in.
enum AutomaticSubjects {
  /// What Exchange and its like put before the subject they answer ("Automatic reply: …"): each language has its own.
  static let replies = [
    // English
    "automatic reply", "automatic response", "automated reply", "automated response", "auto reply", "auto-reply",
    "autoreply", "auto response", "auto-response", "autoresponse", "auto responder", "autoresponder",
    // German, Dutch, Afrikaans, Luxembourgish
    "automatische antwort", "abwesenheitsnotiz", "abwesenheitsassistent", "automatische abwesenheitsnotiz",
    "automatisch antwoord", "automatische reactie", "automatische beantwoording", "outomatiese antwoord",
    "automatesch äntwert",
    // French, Spanish, Italian, Portuguese, Catalan, Galician, Romanian
    "réponse automatique", "reponse automatique", "message automatique", "respuesta automática", "respuesta automatica",
    "risposta automatica", "resposta automática", "resposta automatica", "resposta automàtica", "răspuns automat",
    "raspuns automat",
    // Swedish, Danish, Norwegian, Icelandic, Finnish, Estonian, Latvian, Lithuanian
    "autosvar", "automatiskt svar", "automatisk svar", "automatiskt meddelande", "sjálfvirkt svar",
    "automaattinen vastaus", "automaattivastaus", "automaatvastus", "automaatne vastus", "automātiska atbilde",
    "automātiskā atbilde", "automatiska atbilde", "ārpus biroja", "arpus biroja atrasanas automatiska atbilde",
    "automatinis atsakymas",
    // Polish, Czech, Slovak, Hungarian, Slovenian, Croatian, Bosnian, Serbian, Albanian
    "automatyczna odpowiedź", "odpowiedź automatyczna", "autoodpowiedź", "automatická odpověď", "automatická odpoveď",
    "automatikus válasz", "samodejni odgovor", "automatski odgovor", "përgjigje automatike",
    // Russian, Ukrainian, Belarusian, Bulgarian, Macedonian, Serbian, Kazakh
    "автоматический ответ", "автоответ", "автоматична відповідь", "аўтаматычны адказ", "автоматичен отговор",
    "автоматски одговор", "аутоматски одговор", "автоматты жауап",
    // Greek, Turkish, Azerbaijani, Armenian, Georgian, Hebrew, Arabic, Persian
    "αυτόματη απάντηση", "otomatik yanıt", "otomatik yanit", "otomatik cevap", "avtomatik cavab", "ավտոմատ պատասխան",
    "ავტომატური პასუხი", "תשובה אוטומטית", "מענה אוטומטי", "رد تلقائي", "الرد التلقائي", "پاسخ خودکار",
    // Japanese, Chinese, Korean, Thai, Vietnamese, Indonesian, Malay, Hindi
    "自動応答", "自動返信", "自动答复", "自动回复", "自動回覆", "자동 회신", "자동 응답", "자동회신", "자동응답",
    "ตอบกลับอัตโนมัติ", "การตอบกลับอัตโนมัติ", "trả lời tự động", "thư trả lời tự động", "balasan otomatis",
    "jawaban otomatis", "balasan automatik", "स्वचालित उत्तर", "स्वतः उत्तर",
    // Basque, Welsh, Irish
    "erantzun automatikoa", "ateb awtomatig", "freagra uathoibríoch",
  ]

  /// Absences. People write about theirs, too, so the text has to agree.
  static let absences = [
    "out of the office", "out of office", "out-of-office", "oof", "ooo", "away from the office", "away from my desk",
    "away from office", "on vacation", "on holiday", "on annual leave", "on leave", "on parental leave",
    "on maternity leave", "vacation", "i am away", "i'm away", "away",
    "abwesenheit", "abwesend", "nicht im büro", "außer haus", "im urlaub", "ich bin im urlaub",
    "absence du bureau", "absent du bureau", "absence", "absent", "absente", "en congé", "en congés", "en vacances",
    "message d'absence", "message d’absence", "notification d'absence", "hors du bureau",
    "fuera de la oficina", "fuera de oficina", "ausente", "ausencia", "de vacaciones", "mensaje de ausencia",
    "fuori ufficio", "fuori sede", "assente", "assenza", "in ferie", "fora do escritório", "ausência", "de férias",
    "ausência temporária", "fora da oficina", "absent de l'oficina",
    "afwezig", "afwezigheid", "afwezigheidsbericht", "niet aanwezig", "niet op kantoor", "op vakantie", "met vakantie",
    "frånvaro", "frånvarande", "frånvaromeddelande", "inte på kontoret", "på semester",
    "fravær", "fraværende", "fraværsbesked", "ikke på kontoret", "ikke til stede", "på ferie",
    "poissa", "poissaolo", "poissaoloilmoitus", "poissa toimistolta", "lomalla",
    "nieobecność", "poza biurem", "nieobecny", "na urlopie", "urlop", "mimo kancelář", "nepřítomnost",
    "mimo kancelárie",
    "neprítomnosť", "dovolená", "házon kívül", "irodán kívül", "szabadságon", "absent din birou", "în concediu",
    "нет на месте", "вне офиса", "отсутствую", "в отпуске", "відсутність", "у відпустці", "извън офиса",
    "εκτός γραφείου", "απουσία", "ofis dışında", "ofis dışı", "işyeri dışında", "izinde", "מחוץ למשרד",
    "خارج المكتب", "不在通知", "不在", "外出", "休暇", "不在办公室", "休假", "外出通知", "不在辦公室", "부재중", "부재 중", "휴가",
  ]

  /// Reports of mail systems. People write of deliveries, too, so the sender or the text has to agree.
  static let deliveryReports = [
    "undeliverable", "undelivered mail", "undelivered mail returned to sender", "undeliverable mail",
    "undeliverable message", "delivery status notification", "mail delivery failed", "mail delivery failure",
    "mail delivery problem", "mail delivery", "mail system error", "delivery failure", "delivery failed",
    "delivery has failed", "delivery notification", "delivery report", "delivery delayed", "delivery problem",
    "message delivery failure", "message delayed", "message undeliverable", "message could not be delivered",
    "message status", "returned mail", "returned to sender", "failure notice", "failed mail", "non delivery report",
    "non-delivery report", "nondeliverable mail", "non-delivery notification", "could not send message",
    "warning: could not send", "warning: message", "warning - delayed mail", "delayed mail", "permanent error",
    "permanent delivery failure", "rejected mail", "mail rejected", "bounce",
    "unzustellbar", "unzustellbare nachricht", "nachricht unzustellbar", "nicht zugestellt",
    "zustellung fehlgeschlagen",
    "zustellung verzögert", "zustellungsfehler", "fehler bei der zustellung", "onbestelbaar", "niet bezorgd",
    "non remis", "non remise", "échec de remise", "échec de la remise", "message non distribué", "non distribuable",
    "notification d'état de remise", "échec de la distribution",
    "no se puede entregar", "no entregado", "imposible entregar", "notificación de estado de entrega",
    "error de entrega", "correo devuelto", "mensaje no entregado", "non recapitabile", "mancato recapito",
    "messaggio non recapitabile", "notifica dello stato di consegna", "não entregue", "não foi possível entregar",
    "não é possível entregar", "falha na entrega", "notificação de status de entrega", "nelivrabil",
    "går inte att leverera", "kan inte levereras", "olevererbart", "obeställbart", "kan ikke leveres", "ikke levert",
    "ikke leveret", "ei voi toimittaa", "toimittamaton", "toimitus epäonnistui",
    "niedostarczone", "niedostarczalne", "nie można dostarczyć", "nedoručitelné", "nelze doručit", "nedoručeno",
    "nedoručiteľné", "kézbesíthetetlen", "nem kézbesíthető", "не удается доставить", "не удалось доставить",
    "недоставленное сообщение", "недоставлено", "не вдалося доставити", "неможливо доставити", "недоставимо",
    "αδύνατη η παράδοση", "δεν παραδόθηκε", "teslim edilemedi", "teslim edilemiyor", "iletilemedi",
    "לא ניתן למסירה", "לא נמסר", "تعذر التسليم", "غير قابل للتسليم",
    "配信不能", "配信できません", "未送達", "无法送达", "无法投递", "退信", "系统退信", "傳送失敗", "無法傳遞", "배달되지 않음", "배달 못함",
    "전달할 수 없음", "ส่งไม่ได้", "không thể gửi", "tidak terkirim",
  ]

  /// Invitations told in words by a calendar: Google Calendar's and Nextcloud's openings.
  static let invitations = [
    "invitation", "updated invitation", "canceled event", "cancelled event", "accepted", "declined",
    "tentatively accepted", "invitation updated", "invitation canceled", "event updated", "event canceled",
    "einladung", "aktualisierte einladung", "zugesagt", "abgesagt", "abgelehnt", "invitation mise à jour",
    "invitación", "invitación actualizada", "invito", "invito aggiornato", "convite", "convite atualizado",
    "uitnodiging", "bijgewerkte uitnodiging",
  ]

  /// What stands before the subject of an answer, up to the colon.
  static let answers: Set<String> = [
    "re", "aw", "antw", "antwort", "antwoord", "sv", "vs", "ref", "rif", "res", "resp", "odp", "ynt", "yanıt", "ats",
    "vá",
    "va", "bls", "отв", "ответ", "απ", "αντ", "תשובה", "رد", "回复", "回覆", "答复", "返信", "회신", "답장",
  ]

  /// What stands before the subject of a mail that is handed on.
  static let forwards: Set<String> = [
    "fw", "fwd", "wg", "tr", "rv", "enc", "doorst", "vb", "vl", "pd", "továbbítás", "i̇lt", "ilt", "trs", "πρθ",
    "переслано", "пересл", "转发", "轉寄", "転送", "전달", "הועבר",
  ]
}
