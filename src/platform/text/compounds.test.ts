import { expect, test } from 'vitest';
import { splitCompound } from './compounds.ts';
import { dutchLexicon } from './lexicon.ts';

const lexicon = dutchLexicon();

const COMPOUNDS = `
omkadering-s-gewichten, leerling-en-vervoer, school-bestuur, school-besturen, lestijd-en-pakket, salaris-overzicht,
onderwijs-instelling, basis-school, basis-scholen, kleuter-school, schol-en-gemeenschap, schol-en-groep, leerling-en-raad,
leerling-en-aantallen, ouder-raad, school-raad, personeels-lid, personeels-leden, salaris-schaal, werking-s-budget,
werking-s-middelen, werking-s-toelage, huisvesting-s-kosten, vestiging-s-plaatsen, instelling-s-nummer, rijksregister-nummer,
inschrijving-s-recht, inschrijving-s-register, capaciteit-s-bepaling, indicator-leerlingen, leraren-platform, leraren-opleiding,
studie-richting, studie-bewijs, studie-toelage, school-toelage, school-jaar, school-reglement, evaluatie-gesprek,
functie-beschrijving, vervanging-s-aanvraag, ziekte-verlof, bevalling-s-verlof, ouderschap-s-verlof, loopbaan-onderbreking,
zorg-budget, zorg-coordinator, taal-screening, punten-pakket, uren-pakket, les-opdracht, stage-plaats, kinder-opvang,
middag-toezicht, internaat-s-beheerder, controle-verslag, inspectie-verslag, omzend-brief, subsidie-aanvraag,
gebruiker-s-beheer, leerplicht-controle, afwezigheid-s-attest, schoolbestuur-s-verkiezingen, dienst-brief, wedde-schaal,
klassen-raad, jaar-rekening, onderwijs-aanbod, leraren-tekort, taal-beleid, examen-commissie, lokaaloverleg-platform`;

const WHOLE = `
verlening bestelling bestellingen rapporten rapport overzicht directeur directeurs ambtenaar kinderen leerlingen leerling
vergadering vergaderingen verandering veranderingen inschrijving benoeming benoemingen opleiding opleidingen bijzonder
bijzondere algemeen algemene vertrouwelijk openbaar belangrijk belangrijke gemeenschap wetenschap verantwoordelijk
verantwoordelijkheid mogelijkheid mogelijkheden beslissing beslissingen voorwaarden aanvragen vervangingen toelating uitbetaling
betrekking betrekkingen documenten formulieren informatie organisatie organisaties administratie secretariaat coordinatie
evaluatie inspectie subsidies betalingen afdeling afdelingen onderwijzer ondersteuning begeleiding kwaliteit capaciteit
universiteit elektronisch bepalingen verplichtingen telefoon beschikking aanstelling vaststelling tewerkstelling minister
december personeel gebruikers departement commissies consultatie identiteit nationaliteit bibliotheek resultaten combinaties
kandidaten programma structuur literatuur praktijk competenties bestanden presenteren raadplegen verschillende waarvoor`;

test.each(COMPOUNDS.trim().split(/,\s*/))('DO-11: the last part of %s is found', (parts) => {
  const { endings } = splitCompound(parts.replaceAll('-', ''), lexicon);
  expect(endings).toContain(parts.split('-').at(-1));
});

test.each(WHOLE.trim().split(/\s+/))('DO-11: %s is not taken apart', (word) => {
  expect(splitCompound(word, lexicon).endings).toEqual([]);
});

test('DO-11: a word inside a compound is found with what follows it', () => {
  expect(splitCompound('schoolbestuursverkiezingen', lexicon).endings).toContain('bestuursverkiezingen');
});

test('splitting the longest of words takes no time', () => {
  const started = performance.now();
  for (const part of ['school', 'bestuur', 'leerlingen', 'lestijden', 'a', 'en']) {
    splitCompound(part.repeat(20).slice(0, 48), lexicon);
    splitCompound(`${part.repeat(20).slice(0, 44)}xqxq`, lexicon);
  }
  expect(performance.now() - started).toBeLessThan(500);
});
