"""Names of people and companies that were made up: many kinds, and endlessly many, so that none is learnt by heart."""

from random import Random

FIRST = """
Anna Ben Chloe Dario Elif Farid Greta Hamza Ines Jakub Keiko Liam Mina Noor Olga Pavel Quentin Rosa Sven Tara Uma
Viktor Wanda Xenia Yusuf Zoe Aisha Bruno Carmen Dmitri Esther Fiona Goran Hanna Ivan Julia Karim Lena Marco Nadia
Oscar Petra Rafael Sofia Thomas Ulrike Vera William Yara Zeno Jane John Mary Peter Susan Paul Linda Mark Agnieszka
Amélie Anders Andrea Angus Antje Arjun Astrid Aurélie Beatriz Björn Bogdan Brigitte Caitlin Camila Cedric Ciara
Claudia Damian Daniela Deepa Dieter Dörte Ebba Eduardo Eleni Emeka Emre Erika Fabian Fatima Felipe Fleur Florian
Gabor Gemma Gianni Gordon Grace Günther Hans Harriet Heike Helmut Henrike Hiroshi Hugo Ibrahim Ilse Imran Ioana
Isabelle Jana Jens Joanna Joost Jörg José Judit Kaja Kasper Katrin Kenji Kirsten Klara Kofi Kristof Laila Lars
Laszlo Léa Leila Lorenzo Lotte Lucia Maarten Magda Maja Malte Manuel Margit Marieke Marisol Markus Mateo Matthias
Mehmet Mei Miguel Mikael Milan Miriam Mirko Monika Nguyen Nils Nina Oleg Olivier Orla Pablo Pascal Patrice Philippa
Piotr Priscilla Raj Ragnhild Ramona Renate Ricardo Robin Roisin Ruben Ruth Sabrina Sanjay Saoirse Sébastien Selma
Serge Shirin Silvia Simone Siobhan Stefan Steven Sunita Svetlana Tadeusz Tamara Tariq Theo Tobias Tom Tove Trevor
Ursula Valentina Vanessa Vikram Walter Wei Wiebke Wilma Xavier Yannick Yolanda Yvonne Zainab Zofia Dave Kate Nick
Steve Mike Chris Sam Alex Jo Pat Tim Bob Jim Dan Matt Beth Liz Meg Ron Ted
""".split()
LAST = """
Abbott Bergström Castillo Dubois Eriksen Fischer García Haddad Ivanova Jensen Kowalczyk Laurent Mbeki Novák Okafor
Petrov Quist Rossi Schäfer Tanaka Ueda Virtanen Walker Xu Yılmaz Ziegler O'Brien McAllister Fernandes Gupta Hughes
Iyer Johansson Kapoor Lindgren Moreau Olsen Park Reyes Stone Torres Vogel Weiss Adeyemi Albrecht Andersson Aydin
Baker Bąk Barros Bauer Becker Bell Bianchi Blom Bouchard Brandt Brennan Carter Chen Clarke Cohen Costa Cruz Daly
Demir Diaz Dietrich Doyle Drummond Ekström Engel Farkas Ferrari Fitzgerald Fletcher Fontana Fraser Friis Fuchs
Gallagher Gerber Graf Grant Gruber Haas Hall Hansen Hartley Hayashi Heinz Herrera Hofer Holm Horvat Huber Hussain
Jansen Joshi Kaminski Kane Keller Kim Klein Kovács Kraus Kumar Lang Larsen Leclerc Lewandowski Lim Lopes Lund Maas
Mair Marchetti Marsh Martin Meier Mendes Meyer Mitchell Molina Müller Murphy Nagy Neumann Nielsen Nowicka Nyberg Obi
Osei Ortega Ott Palmer Patel Perrin Pham Pichler Platt Popescu Quinn Rahman Ramos Reid Richter Ritter Roth Ruiz Ryan
Sato Schmid Schulz Scott Sharma Silva Simmons Singh Sørensen Soto Steiner Suzuki Svensson Tan Taylor Thiele Tóth
Turner Urban Vargas Vega Vidal Voss Wagner Walsh Ward Weber Werner White Winkler Wolf Wood Wright Yamada Young Zhang
Zimmermann
""".split()
PREFIX = ("van ", "de ", "von ", "van der ", "al-", "Mc", "O'", "Di ", "La ", "Le ", "St. ")
TITLES = ("Dr. ", "Dr ", "Mr. ", "Mr ", "Mrs ", "Ms ", "Prof. ", "Frau ", "Herr ", "Mme ")
STEM = """
Brightwater Cobalt Driftwood Evergreen Falcon Granite Harbor Ironbridge Juniper Kestrel Lumen Meridian Northgate
Orchid Pinnacle Quartz Redwood Silverline Tidewater Umbra Vertex Westfield Yellowstone Zenith Alder Birch Cedar
Delta Ember Fathom Glacier Helix Indigo Krona Larch Monarch Nimbus Opal Prism Quill Ridge Sable Talon Vega Wren
Acorn Aurora Beacon Bluebell Bramble Bronze Canyon Cascade Castle Chestnut Clover Compass Copper Crescent Crown
Crystal Dolphin Dune Eagle Echo Elm Fern Fjord Flint Forge Fox Garnet Gull Hazel Heron Hilltop Horizon Island Ivory
Jade Jasper Lagoon Lantern Laurel Linden Lotus Magnet Maple Marble Meadow Mercury Millstone Moss Nettle Nova Oak
Oasis Onyx Orion Otter Palm Pearl Pebble Phoenix Pine Pioneer Polar Poplar Puffin Raven Reef River Robin Rowan Ruby
Saffron Sapphire Seagull Sierra Solstice Sparrow Spruce Summit Swan Sycamore Tern Thistle Timber Topaz Trident Tulip
Valley Velvet Violet Vista Walnut Willow Windmill Wolf Zephyr
""".split()
KIND = (
    """
Ltd|Inc|GmbH|Group|Partners|Foods|Logistics|Energy|Labs|Systems|Textiles|Bank|Medical|Media|& Sons|AG|Co
Construction|Dairy|Brewery|Bakery|Clinic|Consulting|Design|Engineering|Farms|Fisheries|Furniture|Glass|Hotels
Insurance|Legal|Marine|Metals|Mining|Motors|Optics|Packaging|Paper|Pharma|Plastics|Power|Printing|Properties
Quarries|Rail|Robotics|Software|Solar|Sports|Steel|Studio|Supplies|Telecom|Timber|Tools|Tourism|Toys|Transport
Travel|Ventures|Water|Wind|Works|SA|SAS|BV|Oy|AS|ApS|S.p.A.|LLC|plc|Kft|s.r.o.|Holding|Industries|International
Services|Solutions|Trading|University|Hospital|School|Council
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
FOREIGN = (
    "Bäckerei {last}|Café {last}|Casa {stem}|Clinique {last}|Hotel {stem}|Maison {last}|Gasthof {last}|Praxis {last}|"
    "Trattoria {first}|Brauerei {last}|Château {stem}|Stadtwerke {place}|Klinikum {place}|Mairie de {place}|"
    "Universität {place}|Fonderie {last}|Carpintería {last}|Autohaus {last}|Weingut {last}|Osteria {stem}|"
    "{first} & {first2}|{last} & {last2}|{last} Brothers|The {stem} Company|{stem} {place}|City of {place}|"
    "Port of {place}|{last}'s|{place} {kind}|{last} {kind}|{stem} & {stem2}"
).split("|")
PLACE = """
Leeds Graz Austin Bergen Porto Ulm Lyon Gdańsk Malmö Cork Derby Turin Basel Ghent Aarhus Valencia Dresden Tartu Linz
Hull Nantes Kraków Utrecht Bristol Oulu Zagreb Lisbon Rouen Trieste Bilbao Riga Kassel Perth Denver Boise Galway
Bath Oslo York
""".split()
_START = "b br c ch d dr f fl g gr h j k kr l m n p pr r s sch st t tr v w z".split()
_MIDDLE = "a e i o u ai ei ia or an en in ar el al ul".split()
_END = "n r l s t k x m nd rt lle ra na vik sen son ski berg dal ton wick ford mann".split()


def coined(random: Random) -> str:
    """Return a word that is no word, written like a name."""
    word = random.choice(_START) + random.choice(_MIDDLE)
    for _ in range(random.randint(0, 2)):
        word += random.choice(_START) + random.choice(_MIDDLE)
    return (word + random.choice(_END)).capitalize()


def first_name(random: Random) -> str:
    """Return a first name."""
    return coined(random) if random.random() < 0.1 else random.choice(FIRST)


def last_name(random: Random) -> str:
    """Return a family name."""
    name = coined(random) if random.random() < 0.15 else random.choice(LAST)
    return random.choice(PREFIX) + name if random.random() < 0.06 else name


def person(random: Random) -> str:
    """Return a person's name: the first one, or both, or with a title."""
    told = random.random()
    if told < 0.4:
        return first_name(random)
    if told < 0.92:
        return f"{first_name(random)} {last_name(random)}"
    return random.choice(TITLES) + last_name(random)


def stem(random: Random) -> str:
    """Return the main word of a company's name."""
    told = random.random()
    return coined(random) if told < 0.25 else last_name(random) if told < 0.4 else random.choice(STEM)


def company(random: Random) -> str:
    """Return a company's name, or a part of it."""
    told = random.random()
    if told < 0.45:
        return stem(random)
    if told < 0.8:
        return f"{stem(random)} {random.choice(KIND)}"
    form = random.choice(FOREIGN)
    names = {
        "first": first_name,
        "first2": first_name,
        "last": last_name,
        "last2": last_name,
        "stem": stem,
        "stem2": stem,
    }
    made = {key: make(random) for key, make in names.items()}
    return form.format(place=random.choice(PLACE), kind=random.choice(KIND), **made)
