# SPDX-License-Identifier: MIT
"""What made-up leads are made of: names, companies by industry, places with area codes."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_NAMES = tuple(
    """Aaliyah Abigail Adam Adele Aiko Alan Alejandra Alice Amara Amelia Amir Ana Andre Angela Anika
    Anton Arjun Astrid Audrey Beatriz Ben Bianca Boris Brandon Bridget Caleb Camila Carla Carmen
    Catherine Cecilia Charles Chiara Chloe Claire Colin Connor Cora Daniel Daria David Deepa Derek
    Diana Dmitri Dolores Edgar Elena Eli Elise Emeka Emil Emma Erin Esther Ethan Eva Farid Fatima
    Felix Fiona Frank Gabriel Gemma George Gloria Grace Greta Gustavo Hana Hannah Harold Hassan
    Helen Henry Hugo Ian Ibrahim Imani Ingrid Irene Isaac Isabel Ivan Jack Jada James Janet Jasmine
    Jean Jerome Joanna Jonas Jordan Jorge Joyce Juan Julia Kai Karim Karin Katya Keiko Ken Kenya
    Kiran Lara Laura Leila Leo Leonard Liam Lina Linda Lucas Lucia Luis Lydia Mae Malik Marco Maria
    Marta Martin Maya Mei Mia Miguel Mila Mina Mohamed Monica Nadia Naomi Nathan Neil Nia Nikolai
    Nina Noah Nora Olga Olive Omar Oscar Owen Pablo Paige Patrick Paula Pedro Peter Petra Priya
    Quentin Rachel Rafael Rahul Ramona Raquel Ravi Rebecca Reza Rita Robert Rosa Rose Ruth Sabine
    Sam Samira Sandra Sara Sean Selma Serena Simon Sofia Sonia Stefan Stella Sunil Susan Sven Tamara
    Tanya Tara Teresa Thomas Tim Tina Tobias Tomas Tyler Uma Valerie Vera Victor Vikram Violet
    Walter Wendy Will Xavier Yara Yasmin Yusuf Zara Zoe""".split()  # noqa: SIM905 - names read best as a text
)

LAST_NAMES = tuple(
    """Abbott Abiola Acosta Adeyemi Aguilar Ahmed Alvarez Amari Andersen Arnold Ashby Bailey Baker
    Banerjee Barros Barton Bauer Beck Bell Bennett Berg Bianchi Bishop Blake Boyle Bradley Brandt
    Brooks Burke Byrne Cabrera Calder Campos Cardoso Carlson Castillo Chan Chandra Chavez Chen Choi
    Clarke Cohen Coleman Conti Cooper Costa Craig Cruz Dalton Das Davies Delgado Desai Diaz Dixon
    Donovan Doyle Drake Dubois Duncan Eaton Eklund Ellis Espinoza Farrell Ferreira Fischer Fleming
    Flores Foster Fraser Frost Fuentes Gallagher Garcia Gibson Gomez Graham Grant Greene Gruber
    Gupta Haas Hale Hansen Harper Hassan Hayes Henderson Herrera Hoang Hoffman Holm Horvat Hughes
    Hunter Ibarra Ito Ivanov Jackson Jain Jansen Jensen Jimenez Johansson Kaplan Kapoor Kaur Keller
    Kelly Khan Kim Klein Kowalski Kumar Laine Larsen Lee Lehmann Leone Levin Lindqvist Liu Lopez
    Lund Maddox Malik Marin Marino Marsh Mbeki McCall Mehta Mendes Meyer Miller Mitchell Molina
    Moore Morales Moreau Moss Murray Nakamura Navarro Nguyen Nielsen Novak Nunez Obi Okafor Olsen
    Ortega Osei Owens Pacheco Palmer Park Parker Patel Pereira Petrov Pham Pierce Porter Quinn
    Rahman Raman Ramos Reed Reyes Rhodes Ricci Rios Rivera Roberts Romero Rossi Roth Russo Said
    Salas Sanders Santos Sato Schmidt Serrano Shah Sharma Silva Singh Soto Stark Stein Stone Suzuki
    Tanabe Tanaka Taylor Torres Tran Turner Ueda Vance Vargas Vega Vidal Vogel Wade Walsh Wang Ward
    Watts Weber Wells West Wolfe Wong Wright Yamada Yates Young Zamora Zhang Ziegler""".split()  # noqa: SIM905 - names read best as a text
)

COMPANY_HEADS = tuple(
    """Alder Amber Anchor Arbor Ashford Aspen Atlas Beacon Birch Blackwood Bluestone Bramble Bridge
    Brightwater Broadleaf Calder Cardinal Cedar Clearwater Cobalt Compass Copper Coral Crescent
    Crown Delta Eastgate Elm Ember Evergreen Fairfield Falcon Fern Flint Foxglove Garnet Glacier
    Granite Greenway Halden Harbor Hawthorn Hazel Heron Highland Hollow Indigo Ironwood Ivy Juniper
    Keystone Kingfisher Lakeshore Larch Laurel Linden Loomis Maple Marlow Meadow Meridian Merlin
    Mesa Millbrook Mistral Northfield Oakridge Onyx Orchard Osprey Pacific Pebble Pine Pioneer
    Porto Quarry Quill Ravine Redwood Ridge River Rowan Saffron Sage Sequoia Silver Slate Sparrow
    Spruce Sterling Summit Sycamore Tamarack Thistle Timber Umber Vale Verde Vista Walnut Westbrook
    Whitfield Willow Windward Wren Yarrow Zephyr""".split()  # noqa: SIM905 - names read best as a text
)


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry: what its companies call themselves, who buys there, and what they need."""

    name: str
    tails: tuple[str, ...]
    titles: tuple[str, ...]
    needs: tuple[str, ...]


INDUSTRIES = (
    Industry(
        "Manufacturing",
        ("Optics", "Tooling", "Castings", "Textiles", "Fabrication", "Robotics"),
        ("Operations Director", "Plant Manager", "Head of Quality", "Production Manager"),
        ("optical checks on two lines", "less scrap on the night shift", "one view of both plants"),
    ),
    Industry(
        "Logistics",
        ("Freight", "Logistics", "Haulage", "Cold Chain", "Warehousing"),
        ("Fleet Manager", "Head of Operations", "Supply Chain Director", "Depot Manager"),
        ("fewer empty return trips", "arrival times customers can trust", "slots at three docks"),
    ),
    Industry(
        "Healthcare",
        ("Dental", "Clinics", "Diagnostics", "Lab Supply", "Physiotherapy"),
        ("Practice Manager", "Chief Operating Officer", "Purchasing Lead", "Clinic Director"),
        ("fewer missed visits", "stock that orders itself", "one calendar for four sites"),
    ),
    Industry(
        "Software",
        ("Analytics", "Systems", "Software", "Data", "Cloud"),
        ("VP Sales", "Head of Customer Success", "Revenue Operations Lead", "Founder"),
        ("shorter handover from sales", "seats for a new team of 30", "reports without a script"),
    ),
    Industry(
        "Printing",
        ("Print", "Press", "Packaging", "Labels"),
        ("Managing Director", "Production Planner", "Sales Manager", "Owner"),
        ("quotes the same day", "a second shift without new hires", "proofs signed online"),
    ),
    Industry(
        "Food",
        ("Foods", "Bakery", "Provisions", "Roasters", "Dairy"),
        ("Buying Manager", "Operations Manager", "Quality Lead", "General Manager"),
        ("traceability down to the batch", "less waste at closing time", "orders from 40 shops"),
    ),
    Industry(
        "Construction",
        ("Builders", "Roofing", "Civil", "Interiors", "Electric"),
        ("Project Director", "Procurement Manager", "Owner", "Site Operations Lead"),
        ("material on site the right day", "fewer calls to suppliers", "time sheets by phone"),
    ),
    Industry(
        "Hospitality",
        ("Hotels", "Resorts", "Catering", "Events"),
        ("General Manager", "Head of Sales", "Revenue Manager", "Events Director"),
        ("group bookings without e-mail chains", "staffing for the season", "direct bookings"),
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where leads are: a city with its region, country, and the area codes there."""

    city: str
    region: str
    country: str
    codes: tuple[str, ...]
    weight: int


def _place(text: str, country: str = "US") -> Place:
    city, region, codes, weight = text.split("|")
    return Place(city, region, country, tuple(codes.split()), int(weight))


PLACES = (
    *(
        _place(text)
        for text in (
            "New York|NY|212 332 646 917|9", "Buffalo|NY|716|2", "Boston|MA|617 857|5",
            "Philadelphia|PA|215 267|4", "Pittsburgh|PA|412|2", "Newark|NJ|973 862|3",
            "Atlanta|GA|404 470 678|5", "Charlotte|NC|704 980|4", "Raleigh|NC|919|3",
            "Miami|FL|305 786|4", "Tampa|FL|813|2", "Richmond|VA|804|2", "Columbus|OH|614 380|4",
            "Cleveland|OH|216|3", "Detroit|MI|313|3", "Baltimore|MD|410 443|2",
            "Chicago|IL|312 773 872|9", "Minneapolis|MN|612|5", "Milwaukee|WI|414|3",
            "St. Louis|MO|314|3", "Kansas City|MO|816|2", "Dallas|TX|214 469 972|7",
            "Houston|TX|281 713 832|7", "Austin|TX|512 737|5", "New Orleans|LA|504|2",
            "Memphis|TN|901|2", "Omaha|NE|402|1", "Oklahoma City|OK|405|2", "Denver|CO|303 720|6",
            "Salt Lake City|UT|801 385|4", "Albuquerque|NM|505|2", "Boise|ID|208|1",
            "Phoenix|AZ|480 602 623|5", "Los Angeles|CA|213 310 323 818|8",
            "San Diego|CA|619 858|4", "San Francisco|CA|415 628|5", "San Jose|CA|408 669|4",
            "Sacramento|CA|916|2", "Seattle|WA|206|5", "Portland|OR|503 971|4",
            "Las Vegas|NV|702 725|3", "Anchorage|AK|907|1", "Honolulu|HI|808|3",
        )
    ),
    _place("Toronto|ON|416 647|3", "CA"),
    _place("Vancouver|BC|604 778|2", "CA"),
    _place("London||20|3", "GB"),
    _place("Berlin||30|2", "DE"),
)  # fmt: skip
