import type { Language } from './places.ts';

/** The seat somebody has at the table when their company buys; `aside` has none. */
export type Seat = 'decision' | 'budget' | 'champion' | 'technical' | 'legal' | 'procurement' | 'user' | 'aside';

const titles = (list: string): readonly string[] => list.split('; ');

const ENGLISH: Record<Seat, readonly string[]> = {
  decision: titles(
    'Chief Operating Officer; VP Operations; SVP Supply Chain; Managing Director; Chief Executive Officer; VP Business Operations',
  ),
  budget: titles('Chief Financial Officer; VP Finance; Finance Director; Head of Financial Planning; CFO'),
  champion: titles(
    'Director of Planning; Head of Analytics; Head of Digital Transformation; Director, Revenue Operations; Head of Operations Excellence',
  ),
  technical: titles(
    'Chief Information Officer; Director of IT; VP Engineering; Enterprise Architect; Head of Data Platform; CTO; Information Security Manager',
  ),
  legal: titles('General Counsel; Senior Legal Counsel; Data Protection Officer; Head of Compliance'),
  procurement: titles(
    'Head of Procurement; Strategic Sourcing Manager; Procurement Director; Category Manager, Software',
  ),
  user: titles(
    'Demand Planner; Operations Analyst; Senior Business Analyst; Supply Chain Manager; Planning Manager; Data Analyst; Controller',
  ),
  aside: titles(
    'Marketing Manager; HR Business Partner; Executive Assistant; Account Executive; Customer Success Manager; Product Manager; Communications Specialist; Assistant to the CEO; Talent Acquisition Lead; Brand Director',
  ),
};

const GERMAN: Record<Seat, readonly string[]> = {
  decision: titles('Geschäftsführer; Leiter Operations; Vorstand Operations; Bereichsleiter Supply Chain'),
  budget: titles('Kaufmännischer Leiter; Leiter Finanzen; CFO; Leiterin Controlling'),
  champion: titles('Leiter Digitalisierung; Leiterin Unternehmensplanung; Head of Analytics'),
  technical: titles('Leiter IT; IT-Architekt; CIO; Leiter Softwareentwicklung'),
  legal: titles('Leiterin Recht; Syndikusrechtsanwalt; Datenschutzbeauftragter'),
  procurement: titles('Leiter Einkauf; Strategischer Einkäufer'),
  user: titles('Disponent; Sachbearbeiter Planung; Business Analyst; Controller'),
  aside: titles('Marketing Manager; Personalreferentin; Assistentin der Geschäftsführung; Vertriebsleiter'),
};

const FRENCH: Record<Seat, readonly string[]> = {
  decision: titles('Directeur général; Directrice des opérations; Directeur supply chain'),
  budget: titles('Directrice financière; Directeur administratif et financier; DAF'),
  champion: titles('Responsable transformation digitale; Directrice de la planification'),
  technical: titles("Directeur des systèmes d'information; Responsable informatique; Architecte SI"),
  legal: titles('Directrice juridique; Juriste senior'),
  procurement: titles('Directeur des achats; Acheteuse stratégique'),
  user: titles('Chargé de planification; Analyste métier; Contrôleuse de gestion'),
  aside: titles('Responsable marketing; Assistante de direction; Chargée de recrutement'),
};

const SPANISH: Record<Seat, readonly string[]> = {
  decision: titles('Director General; Directora de Operaciones; Director de Cadena de Suministro'),
  budget: titles('Director Financiero; Directora de Finanzas'),
  champion: titles('Responsable de Transformación Digital; Jefa de Planificación'),
  technical: titles('Director de Sistemas; Responsable de TI; Arquitecto de Datos'),
  legal: titles('Directora Jurídica; Asesor Legal'),
  procurement: titles('Jefe de Compras; Directora de Compras'),
  user: titles('Analista de Operaciones; Planificador de Demanda; Analista de Negocio'),
  aside: titles('Responsable de Marketing; Secretaria de Dirección; Técnico de Recursos Humanos'),
};

export const JOB_TITLES: Record<Language, Record<Seat, readonly string[]>> = {
  en: ENGLISH,
  de: GERMAN,
  fr: FRENCH,
  es: SPANISH,
};
