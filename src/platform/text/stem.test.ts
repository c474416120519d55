import { expect, test } from 'vitest';
import { dutchLexicon } from './lexicon.ts';
import { stems } from './stem.ts';

const lexicon = dutchLexicon();

/** Written one pair a line: what somebody types, and the form another document uses. */
const MEETING = `
school scholen, huis huizen, brief brieven, week weken, jaar jaren, klas klassen, klasse klassen, leerling leerlingen, leraar leraren,
leraar leraars, leerkracht leerkrachten, directeur directeurs, directeur directeuren, directie directies, bestuur besturen,
schoolbestuur schoolbesturen, inrichter inrichters, instelling instellingen, onderwijsinstelling onderwijsinstellingen,
lestijd lestijden, uur uren, les lessen, vak vakken, graad graden, richting richtingen, studierichting studierichtingen,
opleiding opleidingen, gemeente gemeenten, gemeente gemeentes, stad steden, provincie provincies, regio regio, kind kinderen,
kleuter kleuters, ouder ouders, rapport rapporten, toets toetsen, examen examens, getuigschrift getuigschriften, attest attesten,
verslag verslagen, formulier formulieren, document documenten, dossier dossiers, brugfiguur brugfiguren, salaris salarissen,
toelage toelagen, toelage toelages, subsidie subsidies, bedrag bedragen, budget budgetten, pakket pakketten, rekening rekeningen,
factuur facturen, vergoeding vergoedingen, verlof verloven, afwezigheid afwezigheden, vakantie vakanties, vervanging vervangingen,
opdracht opdrachten, ambt ambten, functie functies, benoeming benoemingen, contract contracten, personeelslid personeelsleden,
lid leden, raad raden, schoolraad schoolraden, vergadering vergaderingen, besluit besluiten, decreet decreten,
omzendbrief omzendbrieven, artikel artikelen, artikel artikels, wet wetten, regel regels, norm normen, telling tellingen,
dag dagen, teldag teldagen, maand maanden, datum data, periode periodes, periode perioden, semester semesters, gebouw gebouwen,
lokaal lokalen, vestigingsplaats vestigingsplaatsen, campus campussen, internaat internaten, academie academies, centrum centra,
begeleider begeleiders, inspecteur inspecteurs, doorlichting doorlichtingen, kwaliteit kwaliteiten, project projecten,
bijlage bijlagen, aanvraag aanvragen, inschrijving inschrijvingen, capaciteit capaciteiten, plaats plaatsen, weg wegen, taal talen,
naam namen, klacht klachten, vraag vragen, antwoord antwoorden, punt punten, coefficient coefficienten, gewicht gewichten,
omkaderingsgewicht omkaderingsgewichten, middel middelen, werkingsmiddel werkingsmiddelen, uitgave uitgaven, bijdrage bijdragen,
industrie industrieen, categorie categorieen, idee ideeen, bacterie bacterien, museum musea, kolom kolommen, tabel tabellen,
vertrouwelijk vertrouwelijke, openbaar openbare, groot grote, hoog hoge, nieuw nieuwe, inschrijven inschrijvingen,
verlenen verlening, benoemen benoemingen, vervangen vervanging, klas klasje, boek boekjes, opleiding opleidinkje`;

test.each(
  MEETING.trim()
    .split(/,\s*/)
    .map((pair) => pair.split(' ')),
)('DO-11: %s and %s find each other', (one = '', other = '') => {
  expect(finds(one, other)).toBe(true);
  expect(finds(other, one)).toBe(true);
});

test.each([
  ['maan', 'man'],
  ['manen', 'mannen'],
  ['regeling', 'regels'],
  ['vertrouwelijk', 'vertrouwen'],
  ['leerling', 'leren'],
  ['verleden', 'lid'],
  ['overleden', 'leden'],
  ['jaar', 'jargon'],
  ['week', 'wekker'],
])('DO-11: %s does not find %s', (one, other) => {
  expect(finds(one, other)).toBe(false);
});

test('DO-11: words that only look inflected stay as they are', () => {
  for (const word of [
    'geleden',
    'tegen',
    'samen',
    'volgens',
    'adres',
    'proces',
    'campus',
    'beleid',
    'gegeven',
    'examen',
  ]) {
    expect(stems(word, lexicon), word).toEqual([]);
  }
});

/** As the search does: by the word's beginning, its base forms' beginnings, or a base form in common. */
function finds(typed: string, written: string): boolean {
  const wanted = [typed, ...stems(typed, lexicon)];
  const offered = [written, ...stems(written, lexicon)];
  return wanted.some((form) => offered.includes(form) || (form.length >= 3 && written.startsWith(form)));
}
