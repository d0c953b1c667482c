export type Language = 'en' | 'de' | 'fr' | 'es';

/** Where companies are located: cities with their region, the language of most job titles, and the legal forms of names. */
export interface WorldCountry {
  name: string;
  weight: number;
  language: Language;
  dialCode: string;
  legalForms: readonly string[];
  cities: readonly { city: string; state: string }[];
}

const cities = (list: string): WorldCountry['cities'] =>
  list.split('; ').map((entry) => {
    const [city = '', state = ''] = entry.split(', ');
    return { city, state };
  });

export const WORLD_COUNTRIES: readonly WorldCountry[] = [
  {
    name: 'United States',
    weight: 58,
    language: 'en',
    dialCode: '+1',
    legalForms: ['', '', '', ' Inc.', ' Group'],
    cities: cities(
      'Austin, TX; Boston, MA; Chicago, IL; Denver, CO; Atlanta, GA; Seattle, WA; Columbus, OH; Minneapolis, MN; Charlotte, NC; San Diego, CA; Nashville, TN; Phoenix, AZ; Pittsburgh, PA; Salt Lake City, UT; Raleigh, NC; Hartford, CT',
    ),
  },
  {
    name: 'United Kingdom',
    weight: 12,
    language: 'en',
    dialCode: '+44',
    legalForms: ['', '', ' Ltd', ' plc'],
    cities: cities('London, England; Manchester, England; Leeds, England; Bristol, England; Edinburgh, Scotland'),
  },
  {
    name: 'Germany',
    weight: 11,
    language: 'de',
    dialCode: '+49',
    legalForms: [' GmbH', ' AG', ' SE', ''],
    cities: cities('Hamburg, Hamburg; Munich, Bavaria; Stuttgart, Baden-Württemberg; Cologne, North Rhine-Westphalia'),
  },
  {
    name: 'France',
    weight: 6,
    language: 'fr',
    dialCode: '+33',
    legalForms: [' SA', ' SAS', ''],
    cities: cities(
      'Lyon, Auvergne-Rhône-Alpes; Nantes, Pays de la Loire; Paris, Île-de-France; Lille, Hauts-de-France',
    ),
  },
  {
    name: 'Spain',
    weight: 5,
    language: 'es',
    dialCode: '+34',
    legalForms: [' S.A.', ' S.L.', ''],
    cities: cities('Madrid, Community of Madrid; Barcelona, Catalonia; Bilbao, Basque Country; Valencia, Valencia'),
  },
  {
    name: 'Netherlands',
    weight: 4,
    language: 'en',
    dialCode: '+31',
    legalForms: [' B.V.', ''],
    cities: cities('Rotterdam, South Holland; Utrecht, Utrecht; Eindhoven, North Brabant'),
  },
  {
    name: 'Canada',
    weight: 4,
    language: 'en',
    dialCode: '+1',
    legalForms: ['', ' Inc.'],
    cities: cities('Toronto, ON; Montreal, QC; Calgary, AB; Vancouver, BC'),
  },
];
