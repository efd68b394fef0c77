# SPDX-License-Identifier: MIT
"""The time zones of each country, grouped by clock, as plain data.

Source: `zone.tab` and the rules of the IANA time zone database 2026 (public domain), checked
2026-11-21. Zones of one country stand on one line when their clocks agree from 2024 to 2036.
"""

from __future__ import annotations

from typing import Final

COUNTRY_ZONES: Final = """
AD Europe/Andorra
AE Asia/Dubai
AF Asia/Kabul
AG America/Antigua
AI America/Anguilla
AL Europe/Tirane
AM Asia/Yerevan
AO Africa/Luanda
AQ Antarctica/McMurdo
AQ Antarctica/Casey
AQ Antarctica/Davis
AQ Antarctica/DumontDUrville
AQ Antarctica/Mawson Antarctica/Vostok
AQ Antarctica/Palmer Antarctica/Rothera
AQ Antarctica/Syowa
AQ Antarctica/Troll
AR America/Argentina/Buenos_Aires America/Argentina/Cordoba America/Argentina/Salta
AR America/Argentina/Buenos_Aires America/Argentina/Jujuy America/Argentina/Tucuman
AR America/Argentina/Buenos_Aires America/Argentina/Catamarca America/Argentina/La_Rioja
AR America/Argentina/Buenos_Aires America/Argentina/San_Juan America/Argentina/Mendoza
AR America/Argentina/Buenos_Aires America/Argentina/San_Luis America/Argentina/Rio_Gallegos
AR America/Argentina/Buenos_Aires America/Argentina/Ushuaia
AS Pacific/Pago_Pago
AT Europe/Vienna
AU Australia/Lord_Howe
AU Australia/Sydney Antarctica/Macquarie Australia/Hobart Australia/Melbourne
AU Australia/Adelaide Australia/Broken_Hill
AU Australia/Brisbane Australia/Lindeman
AU Australia/Darwin
AU Australia/Perth
AU Australia/Eucla
AW America/Aruba
AX Europe/Mariehamn
AZ Asia/Baku
BA Europe/Sarajevo
BB America/Barbados
BD Asia/Dhaka
BE Europe/Brussels
BF Africa/Ouagadougou
BG Europe/Sofia
BH Asia/Bahrain
BI Africa/Bujumbura
BJ Africa/Porto-Novo
BL America/St_Barthelemy
BM Atlantic/Bermuda
BN Asia/Brunei
BO America/La_Paz
BQ America/Kralendijk
BR America/Noronha
BR America/Sao_Paulo America/Belem America/Fortaleza America/Recife America/Araguaina
BR America/Sao_Paulo America/Maceio America/Bahia America/Santarem
BR America/Manaus America/Campo_Grande America/Cuiaba America/Porto_Velho America/Boa_Vista
BR America/Rio_Branco America/Eirunepe
BS America/Nassau
BT Asia/Thimphu
BW Africa/Gaborone
BY Europe/Minsk
BZ America/Belize
CA America/St_Johns
CA America/Halifax America/Glace_Bay America/Moncton America/Goose_Bay
CA America/Blanc-Sablon
CA America/Toronto America/Iqaluit
CA America/Atikokan
CA America/Winnipeg
CA America/Resolute America/Rankin_Inlet
CA America/Regina America/Swift_Current
CA America/Edmonton America/Inuvik
CA America/Cambridge_Bay
CA America/Vancouver
CA America/Whitehorse America/Creston America/Dawson_Creek America/Fort_Nelson America/Dawson
CC Indian/Cocos
CD Africa/Kinshasa
CD Africa/Lubumbashi
CF Africa/Bangui
CG Africa/Brazzaville
CH Europe/Zurich
CI Africa/Abidjan
CK Pacific/Rarotonga
CL America/Santiago
CL America/Coyhaique
CL America/Punta_Arenas
CL Pacific/Easter
CM Africa/Douala
CN Asia/Shanghai
CN Asia/Urumqi
CO America/Bogota
CR America/Costa_Rica
CU America/Havana
CV Atlantic/Cape_Verde
CW America/Curacao
CX Indian/Christmas
CY Asia/Nicosia Asia/Famagusta
CZ Europe/Prague
DE Europe/Berlin Europe/Busingen
DJ Africa/Djibouti
DK Europe/Copenhagen
DM America/Dominica
DO America/Santo_Domingo
DZ Africa/Algiers
EC America/Guayaquil
EC Pacific/Galapagos
EE Europe/Tallinn
EG Africa/Cairo
EH Africa/El_Aaiun
ER Africa/Asmara
ES Europe/Madrid Africa/Ceuta
ES Atlantic/Canary
ET Africa/Addis_Ababa
FI Europe/Helsinki
FJ Pacific/Fiji
FK Atlantic/Stanley
FM Pacific/Chuuk
FM Pacific/Pohnpei Pacific/Kosrae
FO Atlantic/Faroe
FR Europe/Paris
GA Africa/Libreville
GB Europe/London
GD America/Grenada
GE Asia/Tbilisi
GF America/Cayenne
GG Europe/Guernsey
GH Africa/Accra
GI Europe/Gibraltar
GL America/Nuuk
GL America/Danmarkshavn
GL America/Scoresbysund
GL America/Thule
GM Africa/Banjul
GN Africa/Conakry
GP America/Guadeloupe
GQ Africa/Malabo
GR Europe/Athens
GS Atlantic/South_Georgia
GT America/Guatemala
GU Pacific/Guam
GW Africa/Bissau
GY America/Guyana
HK Asia/Hong_Kong
HN America/Tegucigalpa
HR Europe/Zagreb
HT America/Port-au-Prince
HU Europe/Budapest
ID Asia/Jakarta Asia/Pontianak
ID Asia/Makassar
ID Asia/Jayapura
IE Europe/Dublin
IL Asia/Jerusalem
IM Europe/Isle_of_Man
IN Asia/Kolkata
IO Indian/Chagos
IQ Asia/Baghdad
IR Asia/Tehran
IS Atlantic/Reykjavik
IT Europe/Rome
JE Europe/Jersey
JM America/Jamaica
JO Asia/Amman
JP Asia/Tokyo
KE Africa/Nairobi
KG Asia/Bishkek
KH Asia/Phnom_Penh
KI Pacific/Tarawa
KI Pacific/Kanton
KI Pacific/Kiritimati
KM Indian/Comoro
KN America/St_Kitts
KP Asia/Pyongyang
KR Asia/Seoul
KW Asia/Kuwait
KY America/Cayman
KZ Asia/Almaty Asia/Qostanay
KZ Asia/Qyzylorda Asia/Aqtobe Asia/Aqtau Asia/Atyrau Asia/Oral
LA Asia/Vientiane
LB Asia/Beirut
LC America/St_Lucia
LI Europe/Vaduz
LK Asia/Colombo
LR Africa/Monrovia
LS Africa/Maseru
LT Europe/Vilnius
LU Europe/Luxembourg
LV Europe/Riga
LY Africa/Tripoli
MA Africa/Casablanca
MC Europe/Monaco
MD Europe/Chisinau
ME Europe/Podgorica
MF America/Marigot
MG Indian/Antananarivo
MH Pacific/Majuro Pacific/Kwajalein
MK Europe/Skopje
ML Africa/Bamako
MM Asia/Yangon
MN Asia/Ulaanbaatar
MN Asia/Hovd
MO Asia/Macau
MP Pacific/Saipan
MQ America/Martinique
MR Africa/Nouakchott
MS America/Montserrat
MT Europe/Malta
MU Indian/Mauritius
MV Indian/Maldives
MW Africa/Blantyre
MX America/Mexico_City America/Merida America/Monterrey America/Chihuahua America/Bahia_Banderas
MX America/Cancun
MX America/Matamoros America/Ojinaga
MX America/Ciudad_Juarez
MX America/Hermosillo America/Mazatlan
MX America/Tijuana
MY Asia/Kuala_Lumpur Asia/Kuching
MZ Africa/Maputo
NA Africa/Windhoek
NC Pacific/Noumea
NE Africa/Niamey
NF Pacific/Norfolk
NG Africa/Lagos
NI America/Managua
NL Europe/Amsterdam
NO Europe/Oslo
NP Asia/Kathmandu
NR Pacific/Nauru
NU Pacific/Niue
NZ Pacific/Auckland
NZ Pacific/Chatham
OM Asia/Muscat
PA America/Panama
PE America/Lima
PF Pacific/Tahiti
PF Pacific/Marquesas
PF Pacific/Gambier
PG Pacific/Port_Moresby
PG Pacific/Bougainville
PH Asia/Manila
PK Asia/Karachi
PL Europe/Warsaw
PM America/Miquelon
PN Pacific/Pitcairn
PR America/Puerto_Rico
PS Asia/Gaza Asia/Hebron
PT Europe/Lisbon Atlantic/Madeira
PT Atlantic/Azores
PW Pacific/Palau
PY America/Asuncion
QA Asia/Qatar
RE Indian/Reunion
RO Europe/Bucharest
RS Europe/Belgrade
RU Europe/Kaliningrad
RU Europe/Moscow Europe/Kirov Europe/Volgograd
RU Europe/Astrakhan Europe/Saratov Europe/Ulyanovsk Europe/Samara
RU Asia/Yekaterinburg
RU Asia/Omsk
RU Asia/Novosibirsk Asia/Barnaul Asia/Tomsk Asia/Novokuznetsk Asia/Krasnoyarsk
RU Asia/Irkutsk
RU Asia/Chita Asia/Yakutsk Asia/Khandyga
RU Asia/Vladivostok Asia/Ust-Nera
RU Asia/Magadan Asia/Sakhalin Asia/Srednekolymsk
RU Asia/Kamchatka Asia/Anadyr
RW Africa/Kigali
SA Asia/Riyadh
SB Pacific/Guadalcanal
SC Indian/Mahe
SD Africa/Khartoum
SE Europe/Stockholm
SG Asia/Singapore
SH Atlantic/St_Helena
SI Europe/Ljubljana
SJ Arctic/Longyearbyen
SK Europe/Bratislava
SL Africa/Freetown
SM Europe/San_Marino
SN Africa/Dakar
SO Africa/Mogadishu
SR America/Paramaribo
SS Africa/Juba
ST Africa/Sao_Tome
SV America/El_Salvador
SX America/Lower_Princes
SY Asia/Damascus
SZ Africa/Mbabane
TC America/Grand_Turk
TD Africa/Ndjamena
TF Indian/Kerguelen
TG Africa/Lome
TH Asia/Bangkok
TJ Asia/Dushanbe
TK Pacific/Fakaofo
TL Asia/Dili
TM Asia/Ashgabat
TN Africa/Tunis
TO Pacific/Tongatapu
TR Europe/Istanbul
TT America/Port_of_Spain
TV Pacific/Funafuti
TW Asia/Taipei
TZ Africa/Dar_es_Salaam
UA Europe/Simferopol
UA Europe/Kyiv
UG Africa/Kampala
UM Pacific/Midway
UM Pacific/Wake
US America/New_York America/Detroit America/Kentucky/Louisville America/Kentucky/Monticello
US America/New_York America/Indiana/Indianapolis America/Indiana/Vincennes
US America/New_York America/Indiana/Winamac America/Indiana/Marengo America/Indiana/Petersburg
US America/New_York America/Indiana/Vevay
US America/Chicago America/Indiana/Tell_City America/Indiana/Knox America/Menominee
US America/Chicago America/North_Dakota/Center America/North_Dakota/New_Salem
US America/Chicago America/North_Dakota/Beulah
US America/Denver America/Boise
US America/Phoenix
US America/Los_Angeles
US America/Anchorage America/Juneau America/Sitka America/Metlakatla America/Yakutat
US America/Anchorage America/Nome
US America/Adak
US Pacific/Honolulu
UY America/Montevideo
UZ Asia/Samarkand Asia/Tashkent
VA Europe/Vatican
VC America/St_Vincent
VE America/Caracas
VG America/Tortola
VI America/St_Thomas
VN Asia/Ho_Chi_Minh
VU Pacific/Efate
WF Pacific/Wallis
WS Pacific/Apia
YE Asia/Aden
YT Indian/Mayotte
ZA Africa/Johannesburg
ZM Africa/Lusaka
ZW Africa/Harare
"""
"""Lines of: ISO2 country, the zone that stands for the clock, other zones with the same clock."""
