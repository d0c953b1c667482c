import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyTitle } from '../../../src/domain/committee/classify-title.ts';

/** One line a title: title | seniority | function. */
function readCases(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(' | ').map((cell) => cell.trim()));
}

const ENGLISH = readCases(`
  CEO | C-level | general management
  C.E.O. | C-level | general management
  Chief Executive Officer | C-level | general management
  Deputy CEO | C-level | general management
  CFO | C-level | finance
  Group CFO, EMEA | C-level | finance
  CTO & Co-Founder | C-level | IT/engineering
  CISO | C-level | security
  Chief Information Security Officer | C-level | security
  Chief Revenue Officer | C-level | sales
  Chief People & Culture Officer | C-level | HR
  Chief Procurement Officer | C-level | procurement
  Co-founder and Chief Marketing Officer | C-level | marketing
  Founder / Technology | C-level | general management
  Owner | C-level | general management
  President & CEO | C-level | general management
  President | C-level | general management
  Chairman of the Board | C-level | general management
  Board Member | C-level | general management
  Member of the Supervisory Board | C-level | general management
  Managing Partner | C-level | general management
  General Counsel | C-level | legal
  EVP & CFO | C-level | finance
  CFO and Executive Vice President | C-level | finance
  SVP and Chief Financial Officer | VP | finance
  COO & SVP | VP | operations
  SVP & CEO | C-level | general management
  VP and Co-Founder | C-level | general management
  Chief Information Officer | C-level | IT/engineering
  Chief of Cardiology | C-level | other
  Finance Chief | C-level | finance
  Non-Exec Board Member | C-level | general management
  EVP, CMO and Chief Strategy Officer | C-level | marketing
  Vice President | VP | general management
  VP of Broadband TV | VP | general management
  AVP | VP | other
  Vice President and General Manager, Storage Products | VP | general management
  Vice-President, Sales | VP | sales
  V.P. of Operations and I.T. | VP | operations
  Founder & Account Executive | C-level | general management
  Sales Director / Account Executive | director | sales
  Regional Sales Director, PA, MD, DE | director | sales
  SVP Marketing | VP | marketing
  EVP, Human Resources | VP | HR
  Sr. Vice President of Procurement | VP | procurement
  Assistant Vice President, Treasury | VP | finance
  AVP Information Technology | VP | IT/engineering
  Vice President, Office of the CTO | VP | general management
  Head of Purchasing | director | procurement
  Global Head, Customer Success | director | customer success
  Director of IT Security | director | security
  Dir. Engineering | director | IT/engineering
  Associate Director, Legal | director | legal
  Deputy Director of Finance | director | finance
  Managing Director | director | general management
  MD, Sales | director | sales
  Chief of Staff to the CEO | director | general management
  Deputy General Counsel | director | legal
  President of Sales | director | sales
  President, EMEA | director | general management
  President, Commercial Bank | director | general management
  President & Director of Sales | director | sales
  Group President | director | general management
  Honorary President | director | general management
  Partner | director | other
  Attorney / Partner | director | legal
  Partner, Tax | director | finance
  Partner and Team Leader | manager | other
  Director of Engineering reporting to the CEO | director | IT/engineering
  Chief Architect | director | IT/engineering
  Department Chair | director | other
  GM | manager | general management
  Country Manager, Spain | manager | general management
  Product Management | manager | product
  Product Management, Devices | manager | product
  Project Manger | manager | operations
  General Manager, Iberia | manager | general management
  IT Manager | manager | IT/engineering
  Purchasing Mgr | manager | procurement
  Team Lead, Customer Support | manager | customer success
  Partner Manager | manager | sales
  Product Manager | manager | product
  Relationship Manager | manager | sales
  Software Sales Manager | manager | sales
  Assistant Manager, Logistics | manager | operations
  Software Engineer | individual | IT/engineering
  Enterprise Architect | individual | IT/engineering
  Security Analyst | individual | security
  Business Analyst | individual | IT/engineering
  Credit Analyst | individual | finance
  Project Management Consultant | individual | operations
  IT Procurement Specialist | individual | procurement
  Senior Buyer | individual | procurement
  Attorney | individual | legal
  Accountant | individual | finance
  Sales Engineer | individual | sales
  Technical Marketing Specialist | individual | IT/engineering
  Florist | individual | other
`);

const OTHER_LANGUAGES = readCases(`
  Geschäftsführer | C-level | general management
  Geschäftsführer*in | C-level | general management
  GESCHÄFTSFÜHRERIN | C-level | general management
  Geschaeftsfuehrer Vertrieb | C-level | general management
  Geschäftsführender Gesellschafter | C-level | general management
  Mitglied der Geschäftsleitung | C-level | general management
  Vorstand | C-level | general management
  Präsidentin | C-level | general management
  Finanzvorstand | C-level | finance
  Vorstandsvorsitzender | C-level | general management
  Inhaberin | C-level | general management
  Leiter Einkauf | director | procurement
  Leiter/in Einkauf (m/w/d) | director | procurement
  Einkaufsleiterin | director | procurement
  Bereichsleiter Vertrieb | director | sales
  Stellv. Leiter Recht | director | legal
  IT-Leiter | director | IT/engineering
  Kaufmännischer Leiter | director | finance
  Leitung Personal | director | HR
  Prokurist | director | general management
  Teamleiter Kundenservice | manager | customer success
  Projektleiter | manager | operations
  Vertriebsmanager | manager | sales
  Einkäufer | individual | procurement
  Softwareentwickler | individual | IT/engineering
  Datenschutzbeauftragter | individual | legal
  Buchhalterin | individual | finance
  Directeur général | C-level | general management
  PDG | C-level | general management
  Président | C-level | general management
  Président du directoire | C-level | general management
  Directrice générale | C-level | general management
  Vice-présidente Ventes | VP | sales
  Directeur des achats | director | procurement
  Directrice des ressources humaines | director | HR
  Directeur des systèmes d'information | director | IT/engineering
  DSI | director | IT/engineering
  Directeur financier | director | finance
  Responsable achats | manager | procurement
  Chef de projet informatique | manager | operations
  Acheteuse | individual | procurement
  Juriste | individual | legal
  Consejero Delegado | C-level | general management
  Director General | C-level | general management
  Dir. Gral. | C-level | general management
  Gerente General | C-level | general management
  Vicepresidente de Operaciones | VP | operations
  Director Financiero | director | finance
  Directora de Recursos Humanos | director | HR
  Jefe de Compras | manager | procurement
  Gerente de Ventas | manager | sales
  Gerente | manager | other
  Abogada | individual | legal
  Amministratore delegato | C-level | general management
  Direttore Acquisti | director | procurement
  Responsabile Vendite | manager | sales
  Algemeen directeur | C-level | general management
  Hoofd Inkoop | director | procurement
  Diretor Financeiro | director | finance
`);

/** Titles that name somebody senior and are not. */
const NEVER_SENIOR = `
  Executive Assistant
  Executive Assistant to the CEO
  Sr. Executive Assistant, CEO & CFO
  Assistant to the CEO
  Assistant to the CEO/CFO
  PA to Managing Director
  PA, Managing Director
  EA, CEO
  EA/PA CEO
  EA - Chief Executive Officer
  Chauffeur du président
  EA to the President
  Personal Assistant to Vice President
  Secretary to the Board of Directors
  CEO Office
  President's Office
  Office of the CEO
  Analyst, Office of the President
  Reporting to the CEO
  Analyst reporting to the CFO
  Advisor to the Board
  Account Executive
  Senior Account Executive
  Account Executive, CEO Program
  Strategic Account Executive - VP Accounts
  Product Owner
  Client Partner
  Operating Partner
  Talent Acquisition Partner
  Advisory Board
  Crew Chief
  Garde Manger
  HR Business Partner
  Lead Generation Specialist
  Assistenz der Geschäftsführung
  Assistentin der Geschäftsleitung
  Vorstandsassistentin
  Teamassistenz Vorstand
  Chefsekretärin, Vorstand
  Direktionssekretariat CEO
  Admin Assistant, VP Sales
  Student Assistant CTO
  Secretary of the CEO
  Secretaria del Director
  Asistenta del Director General
  Assistante de direction
  Assistant du directeur général
  Asistente de Dirección
  Secretaria de Dirección
  Marketing Intern
  Entrepreneur in Residence
  Owner Operator
`
  .trim()
  .split('\n')
  .map((line) => line.trim());

describe('classifyTitle', () => {
  test.each(ENGLISH)('reads "%s" as %s, %s', (title = '', seniority, jobFunction) => {
    expect(classifyTitle(title)).toEqual({ seniority, jobFunction });
  });

  test.each(OTHER_LANGUAGES)('reads "%s" as %s, %s', (title = '', seniority, jobFunction) => {
    expect(classifyTitle(title)).toEqual({ seniority, jobFunction });
  });

  test.each(NEVER_SENIOR)('holds "%s" for an individual', (title) => {
    expect(classifyTitle(title).seniority).toBe('individual');
  });

  test('holds the assistant of anybody for an individual', () => {
    const titles = [...ENGLISH, ...OTHER_LANGUAGES].map(([title = '']) => title);
    const assistants = titles.flatMap((title) => [`Executive Assistant, ${title}`, `Assistant to the ${title}`]);
    expect(assistants.filter((title) => classifyTitle(title).seniority !== 'individual')).toEqual([]);
  });

  test('ends at a `;` or `|` what belongs to somebody else', () => {
    expect(classifyTitle('Advisor to the CEO | Director of Sales').seniority).toBe('director');
  });

  test.each([null, '', '   ', '—', '👩‍💻🚀', '()'])('says nothing of %j', (title) => {
    expect(classifyTitle(title)).toEqual({ seniority: null, jobFunction: null });
  });

  test.each(['مدير المبيعات', '営業部長', 'constructor', '__proto__', 'hasOwnProperty of toString'])(
    'holds unknown words (%s) for an individual of function other',
    (title) => {
      expect(classifyTitle(title)).toEqual({ seniority: 'individual', jobFunction: 'other' });
    },
  );

  test('does not care about case or the space around a title', () => {
    const titles = [...ENGLISH, ...OTHER_LANGUAGES].map(([title = '']) => title);
    const change = fc.constantFrom(
      (title: string) => title.toUpperCase(),
      (title: string) => title.toLowerCase(),
      (title: string) => `  \t${title}\n `,
      (title: string) => title.replaceAll(' ', '  '),
    );
    fc.assert(
      fc.property(fc.constantFrom(...titles), change, (title, apply) => {
        expect(classifyTitle(apply(title))).toEqual(classifyTitle(title));
      }),
      { numRuns: 500 },
    );
  });
});
