const list = (text: string): readonly string[] => text.trim().split(/\s+/);

export const capitalised = /^[A-Z0-9]/;

/** The words that hold Dutch together, the most frequent first. */
export const functionWords = list(`
  de van het een in en is op te met voor dat die zijn er niet aan om ook als bij door of naar uit maar over dan tot wordt
  nog worden deze heeft dit kan hun meer wel geen al was hebben zich moet we na kunnen zo wie moeten zal onder tegen
  hij ze haar waar welke wat per mag zonder tussen binnen vanaf volgens tijdens alle elke andere eerste nieuwe vorige
  laatste hoe wanneer indien omdat zodat echter daarom daarnaast bovendien hierbij hiervoor waarbij sinds enkel reeds
  steeds samen telkens eveneens bijvoorbeeld gelieve dus want toch zeer veel weinig minder beide twee drie vier vijf
`);

/** What documents of the education administration are about; the first ones stand in most of them. */
export const schoolWords = list(`
  school leerling onderwijs lestijd instelling jaar omkadering leraar personeel aanvraag dossier opdracht bestuur directeur
  toelage berekening telling inschrijving verslag bijlage besluit decreet termijn gegeven vestiging graad klas groep
  basisschool leerjaar vak punt uur aantal datum bedrag dienst ministerie agentschap inspectie verificatie controle
  vervanging aanstelling benoeming salaris loopbaan verlof ziekte afwezigheid getuigschrift attest toets resultaat
  advies begeleiding ondersteuning netwerk zorg taal screening kleuter ouder gezin woonplaats nationaliteit
  vaccinatie gezondheid internaat academie cursist opleiding module traject programmatie erkenning structuur fusie
  overdracht reglement statuut vergoeding boekjaar werking middel subsidie investering gebouw verwarming lokaal
  vergadering overleg raad stem akkoord bezwaar beroep klacht oplossing planning kalender vakantie week maand dag
  lijst tabel overzicht rapport bundel indicator gemiddelde norm coefficient gewicht schaal ancienniteit diploma
  bekwaamheid bewijs ambt functie titel contract prestatie stagiair mentor coach gids portaal toepassing zending
  bericht brief mail telefoon contact nummer adres gemeente stad provincie regio scholengemeenschap koepel
  vervoer bus maaltijd toezicht opvang sport muziek beeld woord dans theater techniek wetenschap wiskunde frans
  nederlands engels geschiedenis aardrijkskunde godsdienst zedenleer kunst informatica computer laptop netheid
`);

/** What a theme's documents are called. */
export const titlesPerTheme: Readonly<Record<number, readonly string[]>> = {
  1: ['Dienstbrief algemene informatie', 'Informatie over de zomerschool', 'Mededeling aan de scholen'],
  2: ['Informatie over toetsen', 'Richtlijn taalscreening', 'Dienstbrief leerlingen'],
  3: ['Leerlingenlijst', 'Toewijzingslijst', 'Verificatieverslag leerlingen', 'Lijst vaccinatie'],
  4: ['Verificatie van de middelen', 'Overzicht verificatie'],
  5: ['Verificatieverslag', 'Verslag van de verificateur', 'Antwoord op het verslag'],
  6: ['Dienstbrief omkadering', 'Berekening lestijden', 'Overdracht van lestijden', 'Uren-leraar'],
  7: ['Toelage en afwijking', 'Beslissing afwijking'],
  8: ['Erkenning van de vestigingsplaats', 'Programmatie', 'Ondersteuningsnetwerk'],
  9: ['Structuurwijziging', 'Organisatie van het schooljaar'],
  10: ['Informatie over personeel', 'Dienstbrief personeel'],
  11: ['Opdracht personeelslid', 'Vervangingen', 'Lerarenplatform', 'Terbeschikkingstelling'],
  12: ['Salarisoverzicht', 'Detail salarissen'],
  13: ['Databundel', 'Statistiek van de school', 'Indicatoren'],
  14: ['Statistiek hoger onderwijs', 'Dataloep'],
  15: ['Speciale onderwijsmiddelen', 'Beslissing speciale onderwijsmiddelen'],
  16: ['Validatierapport', 'Basisgegevens'],
  17: ['Cursistenlijst', 'Speciale onderwijsmiddelen cursisten'],
  18: ['Rapport financiering', 'Validatie van de financieringsgegevens'],
  19: ['Doorlichtingsverslag', 'Aankondiging doorlichting'],
  20: ['Leerlingenfiche Vlaamse toetsen', 'Overzicht Vlaamse toetsen'],
};

export const months = list(`
  januari februari maart april mei juni juli augustus september oktober november december
`);
