/// Large cities after which the time zone database names no zone: it names one city of each zone, the most populous (tz
/// database, theory.html), and people type where they are.
enum CityZones {
  /// City and zone, as they are written.
  static let all: [(city: String, zone: String)] = table.split(separator: "\n").flatMap { line in
    let parts = line.split(separator: ": ")
    return parts[1].split(separator: ", ").map { (String($0), String(parts[0])) }
  }

  /// Accents and capitals do not matter; other spellings do.
  private static let table = """
    America/Los_Angeles: San Francisco, San Jose, San Diego, Seattle, Portland, Las Vegas, Sacramento, Oakland
    America/Los_Angeles: Palo Alto, Mountain View
    America/Denver: Salt Lake City, Albuquerque, Santa Fe, El Paso
    America/Phoenix: Tucson
    America/Chicago: Houston, Dallas, Austin, San Antonio, Minneapolis, Milwaukee, Kansas City, New Orleans, Nashville
    America/Chicago: Memphis, Saint Louis, St Louis, Oklahoma City
    America/New_York: NYC, Boston, Washington, Washington DC, Philadelphia, Atlanta, Miami, Baltimore, Pittsburgh
    America/New_York: Cleveland, Charlotte, Orlando, Raleigh, Columbus, Brooklyn
    America/Toronto: Ottawa, Quebec, Hamilton
    America/Edmonton: Calgary
    America/Mexico_City: Guadalajara, Ciudad de México, Puebla
    America/Sao_Paulo: Rio de Janeiro, Rio, Brasilia, Belo Horizonte, Curitiba, Porto Alegre
    America/Bogota: Medellin, Cali
    America/Guayaquil: Quito
    America/Santiago: Valparaiso, Santiago de Chile
    America/La_Paz: Santa Cruz de la Sierra
    Europe/London: Manchester, Birmingham, Liverpool, Leeds, Bristol, Oxford, Cambridge, Edinburgh, Glasgow, Cardiff
    Europe/London: Sheffield, Newcastle, Londres
    Europe/Dublin: Cork, Galway
    Europe/Lisbon: Porto, Lisboa, Coimbra, Braga
    Europe/Madrid: Barcelona, Valencia, Sevilla, Seville, Zaragoza, Malaga, Bilbao, Murcia, Palma
    Atlantic/Canary: Las Palmas, Tenerife
    Europe/Paris: Lyon, Marseille, Toulouse, Nice, Nantes, Strasbourg, Montpellier, Bordeaux, Lille, Rennes, Grenoble
    Europe/Brussels: Antwerp, Antwerpen, Gent, Ghent, Brugge, Bruges, Liège, Leuven, Bruxelles, Brussel
    Europe/Amsterdam: Rotterdam, The Hague, Den Haag, Utrecht, Eindhoven, Groningen, Delft, Leiden
    Europe/Berlin: Munich, München, Muenchen, Hamburg, Frankfurt, Frankfurt am Main, Cologne, Köln, Koeln, Stuttgart
    Europe/Berlin: Düsseldorf, Duesseldorf, Leipzig, Dresden, Hannover, Hanover, Bremen, Nuremberg, Nürnberg
    Europe/Berlin: Nuernberg, Dortmund, Essen, Bonn, Karlsruhe, Mannheim, Heidelberg, Freiburg, Münster, Augsburg
    Europe/Berlin: Aachen, Kiel, Potsdam, Mainz, Erfurt
    Europe/Zurich: Geneva, Genève, Genf, Basel, Bern, Berne, Lausanne, Zürich, Zuerich, Luzern, Winterthur, Lugano
    Europe/Vienna: Wien, Graz, Salzburg, Linz, Innsbruck
    Europe/Rome: Milan, Milano, Mailand, Turin, Torino, Naples, Napoli, Florence, Firenze, Venice, Venezia, Bologna
    Europe/Rome: Genoa, Genova, Palermo, Verona, Roma
    Europe/Copenhagen: Aarhus, Odense, København, Kopenhagen
    Europe/Stockholm: Gothenburg, Göteborg, Malmö, Uppsala
    Europe/Oslo: Bergen, Trondheim, Stavanger
    Europe/Helsinki: Tampere, Turku, Espoo
    Europe/Warsaw: Krakow, Wroclaw, Wrocław, Gdansk, Poznan, Lodz, Łódź, Warszawa, Katowice
    Europe/Prague: Brno, Praha, Ostrava, Prag
    Europe/Budapest: Debrecen
    Europe/Bucharest: Cluj, Timisoara, Iasi, București
    Europe/Athens: Thessaloniki
    Europe/Istanbul: Ankara, Izmir
    Europe/Kiev: Lviv, Kharkiv, Odesa, Odessa
    Europe/Moscow: Saint Petersburg, St Petersburg
    Asia/Jerusalem: Haifa
    Africa/Cairo: Alexandria, Giza
    Africa/Lagos: Abuja, Ibadan
    Africa/Johannesburg: Cape Town, Durban, Pretoria
    Africa/Casablanca: Rabat, Marrakesh, Marrakech
    Africa/Nairobi: Mombasa
    Asia/Riyadh: Jeddah, Mecca
    Asia/Dubai: Abu Dhabi
    Asia/Karachi: Lahore, Islamabad
    Asia/Kolkata: Mumbai, Bombay, Delhi, New Delhi, Bangalore, Bengaluru, Chennai, Madras, Hyderabad, Pune, Ahmedabad
    Asia/Kolkata: Jaipur
    Asia/Shanghai: Beijing, Peking, Shenzhen, Guangzhou, Chengdu, Hangzhou, Wuhan, Nanjing
    Asia/Tokyo: Osaka, Kyoto, Yokohama, Nagoya, Sapporo, Fukuoka, Kobe
    Asia/Seoul: Busan, Incheon
    Asia/Ho_Chi_Minh: Hanoi, Da Nang
    Asia/Jakarta: Bandung, Surabaya
    Asia/Makassar: Bali, Denpasar
    Asia/Manila: Cebu, Quezon City
    Australia/Sydney: Newcastle NSW
    Australia/Melbourne: Geelong
    Australia/Brisbane: Gold Coast, Cairns
    Pacific/Auckland: Wellington, Christchurch
    """
}
